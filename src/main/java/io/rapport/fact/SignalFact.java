package io.rapport.fact;

import org.jspecify.annotations.Nullable;

/**
 * What was found in the meaning of a message.
 *
 * @param quote the words it was found in, exactly as written
 * @param value what was told, for signals that tell something: a level, an interest, a phone number
 * @param row which row found it: one of phrases such as {@code N-010} or a sample such as {@code U-0312}; null for buttons and the like
 * @param likeness how like a sample the message is, 0 to 1; null where a phrase or a button leaves no doubt
 */
public record SignalFact(
        String type,
        String quote,
        @Nullable String value,
        @Nullable String row,
        @Nullable Double likeness) {

    public SignalFact(String type, String quote, @Nullable String value) {
        this(type, quote, value, null, null);
    }
}
