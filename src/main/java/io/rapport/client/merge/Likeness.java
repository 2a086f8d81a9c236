package io.rapport.client.merge;

import java.time.Instant;

/**
 * Two who may be one person.
 *
 * @param one the smaller id
 * @param kind what they share: {@code PHONE} or {@code EMAIL}
 */
public record Likeness(long one, long other, String kind, Instant foundAt) {}
