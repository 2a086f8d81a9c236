package io.rapport.ruleset.sample;

import org.jspecify.annotations.Nullable;

/** A signal, with what was told where it tells something: TOLD_LEVEL B1. */
public record Meaning(String signal, @Nullable String value) {}
