package io.rapport.ruleset.sample;

/**
 * What a message, or a sentence of it, seems to mean.
 *
 * @param share how sure that is, 0 to 1, whatever else it means
 * @param quote the words it was found in
 * @param isCertain whether the message is that sample, word by word
 * @param sample the row of this meaning that is most like those words
 */
public record Guess(Meaning meaning, double share, String quote, String sample, boolean isCertain) {}
