package io.rapport.content.knowledge;

import java.util.HashSet;
import java.util.Set;

/** The trigrams of a folded text, padded word by word as pg_trgm does it. */
final class Letters {

    private final Set<Long> trigrams;

    Letters(String folded) {
        this.trigrams = trigrams(folded);
    }

    /** The share of trigrams that both texts have among all that either has, from 0 to 1. */
    double sharedWith(String folded) {
        Set<Long> all = trigrams(folded);
        int sum = all.size() + trigrams.size();
        all.addAll(trigrams);
        return all.isEmpty() ? 0 : (double) (sum - all.size()) / all.size();
    }

    private static Set<Long> trigrams(String folded) {
        String padded = "  " + folded.replace(" ", "   ") + " ";
        Set<Long> trigrams = new HashSet<>();
        for (int i = 0; i + 3 <= padded.length(); i++) {
            if (padded.charAt(i + 1) != ' ' || padded.charAt(i + 2) != ' ') {
                trigrams.add(((long) padded.charAt(i) << 32) | (padded.charAt(i + 1) << 16) | padded.charAt(i + 2));
            }
        }
        return trigrams;
    }
}
