package io.rapport.client;

/**
 * A tag came or went.
 *
 * @param row the id of the row that put it on or took it off
 */
public record TagChange(long clientId, String tag, boolean isOn, String row) {}
