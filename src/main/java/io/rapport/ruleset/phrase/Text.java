package io.rapport.ruleset.phrase;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message prepared once so that many {@link Phrases} can be looked for in it: sentences of normalised words, with the phones,
 * e-mails and levels already recognised. Immutable; the time to prepare grows linearly with the length, whatever the content.
 */
public final class Text {

    private final String original;
    private final Token[][] sentences;

    private Text(String original) {
        this.original = original;
        this.sentences = Tokenizer.sentences(original).stream()
                .map(tokens -> tokens.toArray(Token[]::new))
                .toArray(Token[][]::new);
    }

    /** Null is the empty message: photos and stickers come without words. */
    public static Text of(@Nullable String message) {
        return new Text(message == null ? "" : message);
    }

    public String original() {
        return original;
    }

    /** Whether there is nothing to look at: no words, no numbers, no entities. */
    public boolean isEmpty() {
        return sentences.length == 0;
    }

    /** The normalised words in order, entities by their value: what phrases are compared with. */
    public List<String> words() {
        return Arrays.stream(sentences).flatMap(Arrays::stream).map(Token::word).toList();
    }

    /** One sentence: its words as in {@link #words} and the original it was written in. */
    public record Sentence(List<String> words, String quote) {}

    /** The sentences in order; none is without words. */
    public List<Sentence> sentences() {
        return Arrays.stream(sentences)
                .map(tokens -> new Sentence(
                        Arrays.stream(tokens).map(Token::word).toList(),
                        original.substring(tokens[0].start(), tokens[tokens.length - 1].end())))
                .toList();
    }

    int sentenceCount() {
        return sentences.length;
    }

    Token[] sentence(int index) {
        return sentences[index];
    }

    Span span(Token first, Token last, @Nullable String entityValue) {
        return new Span(first.start(), last.end(), original.substring(first.start(), last.end()), entityValue);
    }

    @Override
    public String toString() {
        return original;
    }
}
