package io.rapport.conversation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** In which language a message is written, as far as it shows. Latin letters alone prove nothing: «skolko stoit» is Russian. */
public final class Languages {

    private static final Set<String> ENGLISH = Set.of(
            "the",
            "a",
            "an",
            "is",
            "are",
            "do",
            "does",
            "how",
            "much",
            "what",
            "when",
            "where",
            "why",
            "who",
            "can",
            "could",
            "would",
            "you",
            "your",
            "i",
            "i'm",
            "im",
            "my",
            "me",
            "we",
            "to",
            "for",
            "of",
            "in",
            "on",
            "and",
            "hello",
            "hi",
            "hey",
            "please",
            "thanks",
            "thank",
            "price",
            "lesson",
            "lessons",
            "course",
            "want",
            "need",
            "like",
            "learn",
            "yes",
            "stop",
            "unsubscribe",
            "not",
            "have",
            "it",
            "with",
            "english",
            "free");

    private Languages() {}

    /** {@code ru}, {@code en}, or empty if the words do not tell. */
    public static Optional<String> of(String text) {
        if (text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC)) {
            return Optional.of("ru");
        }
        String[] words = text.toLowerCase(Locale.ROOT).split("[^a-z']+");
        long english = Arrays.stream(words).filter(ENGLISH::contains).count();
        long all = Arrays.stream(words).filter(word -> !word.isEmpty()).count();
        return english > 0 && english * 4 >= all ? Optional.of("en") : Optional.empty();
    }
}
