package io.rapport.ruleset.phrase;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One phrase ready to be tried at a token. Anchors: 0 anywhere, 1 at the sentence's edge, 2 at the message's. */
record Phrase(Element.Sequence elements, int startAnchor, int endAnchor) {

    private static final Set<String> NEGATIONS = Set.of(
            "не", "ни", "нет", "без", "ne", "not", "no", "never", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt",
            "cant", "wont");
    private static final Set<String> BETWEEN = Set.of("очень", "совсем", "так", "особо", "уж", "мне", "нам", "меня");

    private static final int MOST_BETWEEN = 2;

    /** Beginnings under which the phrase is indexed: a match starts with a token that one of these steps over. */
    Set<Element> starters() {
        Set<Element> starters = new HashSet<>();
        elements.begin(starters::add);
        return starters;
    }

    /** How far a match that begins at this token reaches: the index after its last token, or -1. */
    int endOfMatch(Text text, int sentenceIndex, int start, boolean evenAfterNot) {
        Token[] sentence = text.sentence(sentenceIndex);
        if (startAnchor > 0 && start > 0 || startAnchor > 1 && sentenceIndex > 0) {
            return -1;
        }
        if (endAnchor > 1 && sentenceIndex < text.sentenceCount() - 1) {
            return -1;
        }
        long reached = elements.step(sentence, start, 1);
        if (endAnchor > 0) {
            int left = sentence.length - start;
            reached = left > 63 ? 0 : reached & (1L << left);
        }
        if (reached == 0 || !evenAfterNot && isNegated(sentence, start)) {
            return -1;
        }
        return start + 63 - Long.numberOfLeadingZeros(reached);
    }

    @Nullable
    String entityValue(Token[] sentence, int start, int end) {
        for (int i = start; i < end; i++) {
            if (names(elements, sentence[i].kind())) {
                return sentence[i].kind() == Token.Kind.LEVEL
                        ? sentence[i].word().toUpperCase(Locale.ROOT)
                        : sentence[i].word();
            }
        }
        return null;
    }

    private static boolean names(Element element, Token.Kind kind) {
        if (element instanceof Element.Entity entity) {
            return entity.kind() == kind;
        }
        if (element instanceof Element.Sequence sequence) {
            return sequence.elements().stream().anyMatch(one -> names(one, kind));
        }
        return element instanceof Element.Choice choice
                && choice.ways().stream().anyMatch(one -> names(one, kind));
    }

    /** «нет, дорого» negates nothing: a comma ends the reach of a negation. */
    private static boolean isNegated(Token[] sentence, int start) {
        if (NEGATIONS.contains(sentence[start].word())) {
            return false;
        }
        int before = start;
        for (int i = 0; i <= MOST_BETWEEN && before > 0; i++) {
            if (sentence[before--].pause()) {
                return false;
            }
            if (NEGATIONS.contains(sentence[before].word())) {
                return true;
            }
            if (!BETWEEN.contains(sentence[before].word())) {
                return false;
            }
        }
        return false;
    }
}
