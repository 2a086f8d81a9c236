package io.rapport.ruleset.phrase;

/** A word as written in a phrase, and how far a client's word may be from it. */
record Word(String word, boolean prefix, int typos, long letters) {

    static Word exact(String word) {
        return new Word(word, false, 0, Token.letters(word));
    }

    static Word prefix(String word) {
        return new Word(word, true, 0, Token.letters(word));
    }

    /** Words of 5 letters and more forgive one typo, of 9 and more two: shorter ones would turn into other words. */
    static Word forgiving(String word) {
        return new Word(word, false, word.length() >= 9 ? 2 : word.length() >= 5 ? 1 : 0, Token.letters(word));
    }

    boolean matches(Token token) {
        String other = token.word();
        if (prefix) {
            return other.startsWith(word);
        }
        if (typos == 0) {
            return other.equals(word);
        }
        return token.kind() == Token.Kind.WORD
                && Math.abs(other.length() - word.length()) <= typos
                && Long.bitCount(letters ^ token.letters()) <= 2 * typos
                && startsAlike(other)
                && distance(word, other) <= typos;
    }

    private boolean startsAlike(String other) {
        return other.charAt(0) == word.charAt(0)
                || other.length() > 1 && other.charAt(0) == word.charAt(1) && other.charAt(1) == word.charAt(0);
    }

    /** Damerau–Levenshtein: insertions, deletions, substitutions and swaps of neighbours. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
