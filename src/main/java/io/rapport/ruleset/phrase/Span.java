package io.rapport.ruleset.phrase;

import org.jspecify.annotations.Nullable;

/**
 * Where in a message a phrase was found.
 *
 * @param start the first char of it, in UTF-16 units of the original message
 * @param end just after the last one
 * @param quote the client's own words: the original message from start to end
 * @param entityValue what the phrase's entity stood for, normalised: +79161234567, a lower-case e-mail, B1, 12; null when the phrase
 *     names no entity
 */
public record Span(
        int start, int end, String quote, @Nullable String entityValue) {}
