package io.rapport.ruleset.phrase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The phrases of one cell. They are separated by {@code ;} or line breaks, and in a phrase
 *
 * <ul>
 *   <li>{@code слово} is found in any case, ё as е; from 5 letters on with one typo, from 9 on with two; {@code слово!} only exactly
 *   <li>{@code цен*} is any word that begins so
 *   <li>{@code (сколько|почем)} is one of several, {@code [бы]} may be missing, {@code ...} is up to 3 words of any kind
 *   <li>{@code ^} and {@code $} are the edges of a sentence, {@code ^^} and {@code $$} those of the message
 *   <li>{@code {телефон} {почта} {уровень} {число}} are entities, in English {@code {phone} {email} {level} {number}}
 * </ul>
 *
 * A phrase lies within one sentence. It is not found right after «не», «без», "not" and the like unless it begins with such a word.
 * Immutable and safe for many threads.
 */
public final class Phrases {

    private record Starter(Element element, Phrase phrase) {}

    private static final Starter[] NONE = {};

    private final String cell;
    private final Map<Character, Starter[]> byLetter = new HashMap<>();
    private final Map<Token.Kind, Starter[]> byEntity = new HashMap<>();

    private Phrases(String cell) {
        this.cell = cell;
    }

    /**
     * Reads a cell; a blank or missing one holds no phrases and is never found.
     *
     * @throws PhraseSyntaxException naming the first phrase that cannot be read, or that would match anything
     */
    public static Phrases parse(@Nullable String cell) {
        Phrases phrases = new Phrases(cell == null ? "" : cell);
        for (String phrase : phrases.cell.split("[;\\r\\n]+")) {
            if (!phrase.isBlank()) {
                phrases.add(PhraseParser.parse(phrase.strip()));
            }
        }
        return phrases;
    }

    private void add(Phrase phrase) {
        for (Element element : phrase.starters()) {
            Starter starter = new Starter(element, phrase);
            if (element instanceof Element.Entity entity) {
                byEntity.merge(entity.kind(), new Starter[] {starter}, Phrases::joined);
            } else if (element instanceof Element.Literal literal) {
                String word = literal.word().word();
                byLetter.merge(word.charAt(0), new Starter[] {starter}, Phrases::joined);
                if (literal.word().typos() > 0 && word.charAt(1) != word.charAt(0)) {
                    // the first two letters may have been swapped
                    byLetter.merge(word.charAt(1), new Starter[] {starter}, Phrases::joined);
                }
            }
        }
    }

    private static Starter[] joined(Starter[] some, Starter[] more) {
        List<Starter> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(Starter[]::new);
    }

    public boolean isEmpty() {
        return byLetter.isEmpty() && byEntity.isEmpty();
    }

    /** The leftmost place where one of the phrases stands and is not negated. */
    public Optional<Span> findIn(Text text) {
        return findIn(text, false);
    }

    /** @param evenAfterNot also finds «хочу» in «не хочу» */
    public Optional<Span> findIn(Text text, boolean evenAfterNot) {
        for (int index = 0; index < text.sentenceCount(); index++) {
            Token[] sentence = text.sentence(index);
            for (int start = 0; start < sentence.length; start++) {
                Token token = sentence[start];
                Span found = tryAll(text, index, start, byEntity.getOrDefault(token.kind(), NONE), evenAfterNot);
                if (found == null && !token.word().isEmpty()) {
                    Starter[] starters = byLetter.getOrDefault(token.word().charAt(0), NONE);
                    found = tryAll(text, index, start, starters, evenAfterNot);
                }
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable Span tryAll(Text text, int index, int start, Starter[] starters, boolean evenAfterNot) {
        Token[] sentence = text.sentence(index);
        for (Starter starter : starters) {
            if (starter.element().step(sentence, start, 1) == 0) {
                continue;
            }
            int end = starter.phrase().endOfMatch(text, index, start, evenAfterNot);
            if (end > start) {
                String value = starter.phrase().entityValue(sentence, start, end);
                return text.span(sentence[start], sentence[end - 1], value);
            }
        }
        return null;
    }

    /** The cell as it was written. */
    @Override
    public String toString() {
        return cell;
    }
}
