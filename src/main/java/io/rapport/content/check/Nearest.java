package io.rapport.content.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the known word that a mistyped one is nearest to. */
public final class Nearest {

    private static final String CYRILLIC = "авсенкмортху";
    private static final String LATIN = "abcehkmoptxy";
    private static final int LONGEST = 40;

    private Nearest() {}

    public static Optional<String> to(String word, Collection<String> known) {
        String asked = fold(word);
        if (asked.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> distance(asked, fold(candidate)) <= Math.max(1, asked.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(asked, fold(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Russian keyboards produce "А1" with a Cyrillic А: to the eye it is the right code. */
    private static String fold(String word) {
        StringBuilder folded = new StringBuilder();
        for (char c : word.strip().toLowerCase(Locale.ROOT).toCharArray()) {
            int twin = CYRILLIC.indexOf(c);
            folded.append(twin < 0 ? c : LATIN.charAt(twin));
        }
        return folded.toString();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
