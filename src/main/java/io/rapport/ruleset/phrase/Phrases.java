package io.rapport.ruleset.phrase;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The phrases of one cell. They are separated by {@code ;} or line breaks, and in a phrase
 *
 * <ul>
 *   <li>{@code слово} is found in any case, ё as е; from 6 letters on with one typo, from 11 on with two, but never
 *       with another first letter; {@code слово!} only exactly
 *   <li>{@code цен*} is any word that begins so
 *   <li>{@code (сколько|почем)} is one of several, {@code [бы]} may be missing, {@code ...} is up to 3 words of any kind
 *   <li>{@code ^} and {@code $} are the edges of a sentence, {@code ^^} and {@code $$} those of the message
 *   <li>{@code {телефон} {почта} {ник} {уровень} {число}} are entities, in English
 *       {@code {phone} {email} {nick} {level} {number}}
 * </ul>
 *
 * A phrase lies within one sentence. It is not found right after «не», «без», "not" and the like unless it begins with such a word.
 * Immutable and safe for many threads.
 */
public final class Phrases {

    /** A word that phrases begin with, tried once for all of them. */
    private record Opening(Word word, List<Phrase> phrases) {}

    private final String cell;
    private final Map<String, List<Phrase>> byWord = new HashMap<>();
    private final Map<Character, List<Opening>> byLetter = new HashMap<>();
    private final Map<Token.Kind, List<Phrase>> byEntity = new EnumMap<>(Token.Kind.class);

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
            if (element instanceof Element.Entity entity) {
                byEntity.computeIfAbsent(entity.kind(), kind -> new ArrayList<>())
                        .add(phrase);
            } else if (element instanceof Element.Literal literal) {
                index(literal.word(), phrase);
            }
        }
    }

    private void index(Word word, Phrase phrase) {
        String letters = word.word();
        if (!word.prefix() && !word.forgiving()) {
            byWord.computeIfAbsent(letters, exact -> new ArrayList<>()).add(phrase);
            return;
        }
        open(letters.charAt(0), word, phrase);
        if (word.forgiving() && letters.charAt(1) != letters.charAt(0)) {
            // the first two letters may have been swapped
            open(letters.charAt(1), word, phrase);
        }
    }

    private void open(char letter, Word word, Phrase phrase) {
        List<Opening> openings = byLetter.computeIfAbsent(letter, first -> new ArrayList<>());
        for (Opening opening : openings) {
            if (opening.word().equals(word)) {
                opening.phrases().add(phrase);
                return;
            }
        }
        openings.add(new Opening(word, new ArrayList<>(List.of(phrase))));
    }

    public boolean isEmpty() {
        return byWord.isEmpty() && byLetter.isEmpty() && byEntity.isEmpty();
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
                Span found = findAt(text, index, start, evenAfterNot);
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable Span findAt(Text text, int index, int start, boolean evenAfterNot) {
        Token token = text.sentence(index)[start];
        Span found = tryAll(text, index, start, byEntity.get(token.kind()), evenAfterNot);
        if (found != null || token.word().isEmpty()) {
            return found;
        }
        found = tryAll(text, index, start, byWord.get(token.word()), evenAfterNot);
        List<Opening> openings = found == null ? byLetter.get(token.word().charAt(0)) : null;
        if (openings == null) {
            return found;
        }
        for (Opening opening : openings) {
            if (opening.word().matches(token)) {
                found = tryAll(text, index, start, opening.phrases(), evenAfterNot);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Span tryAll(
            Text text, int index, int start, @Nullable List<Phrase> phrases, boolean evenAfterNot) {
        if (phrases == null) {
            return null;
        }
        Token[] sentence = text.sentence(index);
        for (Phrase phrase : phrases) {
            int end = phrase.endOfMatch(text, index, start, evenAfterNot);
            if (end > start) {
                String value = phrase.entityValue(sentence, start, end);
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
