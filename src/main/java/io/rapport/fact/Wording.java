package io.rapport.fact;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shape of a message, whatever it means: how long it is, and whether it asks something. */
final class Wording {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Set<String> FILLERS =
            Set.of("а", "и", "ну", "но", "так", "слушай", "слушайте", "and", "so", "but", "well");

    private static final Set<String> QUESTION_WORDS = Set.of(
            "что", "чё", "че", "чего", "чо", "кто", "как", "где", "куда", "когда", "сколько", "скока", "почему",
            "зачем", "какой", "какая", "какое", "какие", "чем", "можно", "есть", "what", "who", "how", "where", "when",
            "why", "which", "can", "could", "do", "does", "is", "are");

    private Wording() {}

    static long words(String text) {
        return split(text).count();
    }

    /** With a question mark, or beginning as a question: in chats the mark is often left out. */
    static boolean asks(String text) {
        if (text.contains("?")) {
            return true;
        }
        List<String> words = split(text.toLowerCase(Locale.ROOT)).toList();
        return words.stream()
                .filter(word -> !FILLERS.contains(word))
                .findFirst()
                .filter(QUESTION_WORDS::contains)
                .isPresent();
    }

    private static Stream<String> split(String text) {
        return NO_WORD.splitAsStream(text).filter(word -> !word.isEmpty());
    }
}
