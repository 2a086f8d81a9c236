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
                .filter(candidate -> candidate.length() <= LONGEST)
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

    /** Letters to add, drop, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
