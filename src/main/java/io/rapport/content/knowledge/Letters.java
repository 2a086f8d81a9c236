package io.rapport.content.knowledge;

import java.util.Arrays;

/** The trigrams of a folded text, padded word by word as pg_trgm does it. */
final class Letters {

    /** Ascending, each once. */
    private final long[] trigrams;

    Letters(String folded) {
        this.trigrams = trigrams(folded);
    }

    /** The share of trigrams that both texts have among all that either has, from 0 to 1. */
    double sharedWith(String folded) {
        long[] others = trigrams(folded);
        int shared = 0;
        for (int i = 0, j = 0; i < trigrams.length && j < others.length; ) {
            int order = Long.compare(trigrams[i], others[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int all = trigrams.length + others.length - shared;
        return all == 0 ? 0 : (double) shared / all;
    }

    private static long[] trigrams(String folded) {
        String padded = "  " + folded.replace(" ", "   ") + " ";
        long[] trigrams = new long[padded.length()];
        int count = 0;
        for (int i = 0; i + 3 <= padded.length(); i++) {
            if (padded.charAt(i + 1) != ' ' || padded.charAt(i + 2) != ' ') {
                trigrams[count++] =
                        ((long) padded.charAt(i) << 32) | ((long) padded.charAt(i + 1) << 16) | padded.charAt(i + 2);
            }
        }
        return Arrays.stream(trigrams, 0, count).sorted().distinct().toArray();
    }
}
