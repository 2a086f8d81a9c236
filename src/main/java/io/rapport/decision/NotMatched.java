package io.rapport.decision;

/** Why a row did not fire: the first of its cells that did not hold. */
public record NotMatched(String table, String row, String cell, String expected, String actual) {}
