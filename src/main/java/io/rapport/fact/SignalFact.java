package io.rapport.fact;

import org.jspecify.annotations.Nullable;

/**
 * What was found in the meaning of a message.
 *
 * @param quote the words it was found in, exactly as written
 * @param value what was told, for signals that tell something: a level, an interest, a phone number
 */
public record SignalFact(
        String type, String quote, @Nullable String value) {}
