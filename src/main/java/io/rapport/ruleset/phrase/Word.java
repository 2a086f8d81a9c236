package io.rapport.ruleset.phrase;

/**
 * A word as written in a phrase, and how far a client's word may be from it.
 *
 * <p>The beginning of a word carries its meaning (не-, от-, за-), so a typo is forgiven behind the first letter only, and a consonant
 * lost or gained right after it makes another word: «отпишите» is not «опишите».
 */
record Word(String word, boolean prefix, boolean forgiving, long letters) {

    private static final int FEWEST_LETTERS = 5;
    private static final int FEWEST_FOR_ONE = 6;
    private static final int FEWEST_FOR_TWO = 11;

    static Word exact(String word) {
        return new Word(word, false, false, Token.letters(word));
    }

    static Word prefix(String word) {
        return new Word(word, true, false, Token.letters(word));
    }

    /** Words of 6 letters and more forgive one typo, of 11 and more two, of 5 a confused vowel: others would turn into other words. */
    static Word forgiving(String word) {
        return new Word(word, false, word.length() >= FEWEST_LETTERS, Token.letters(word));
    }

    boolean matches(Token token) {
        String other = token.word();
        if (prefix) {
            return other.startsWith(word);
        }
        if (!forgiving) {
            return other.equals(word);
        }
        int typos = typos(Math.min(word.length(), other.length()));
        return token.kind() == Token.Kind.WORD
                && Math.abs(other.length() - word.length()) <= typos
                && Long.bitCount(letters ^ token.letters()) <= 2 * typos
                && (other.equals(word) || isNear(other, typos));
    }

    /** The shorter of the two decides: «перестаньте» is not «перестать». */
    private static int typos(int letters) {
        return letters >= FEWEST_FOR_TWO ? 2 : 1;
    }

    private boolean isNear(String other, int typos) {
        if (word.length() < FEWEST_FOR_ONE) {
            return hasOneConfusedVowel(other);
        }
        if (hasFirstLettersSwapped(other)) {
            return distance(word.substring(2), other.substring(2)) <= typos - 1;
        }
        return word.charAt(0) == other.charAt(0)
                && !losesConsonantAfterFirst(word, other)
                && !losesConsonantAfterFirst(other, word)
                && !isCutShort(other)
                && distance(word, other) <= typos;
    }

    private boolean hasOneConfusedVowel(String other) {
        if (other.length() != word.length() || other.charAt(0) != word.charAt(0)) {
            return false;
        }
        int confused = 0;
        for (int i = 1; i < word.length(); i++) {
            if (word.charAt(i) != other.charAt(i)) {
                if (!soundAlike(word.charAt(i), other.charAt(i))) {
                    return false;
                }
                confused++;
            }
        }
        return confused <= 1;
    }

    /** A swap that makes or breaks a «не» or «ни» would turn the meaning round. */
    private boolean hasFirstLettersSwapped(String other) {
        return other.length() > 1
                && word.charAt(0) == other.charAt(1)
                && word.charAt(1) == other.charAt(0)
                && word.charAt(0) != word.charAt(1)
                && !isNegated(word)
                && !isNegated(other);
    }

    private static boolean isNegated(String word) {
        return word.startsWith("не") || word.startsWith("ни");
    }

    /** A letter written twice is no other word. */
    private static boolean losesConsonantAfterFirst(String whole, String shorter) {
        return whole.length() > shorter.length()
                && whole.charAt(1) != shorter.charAt(1)
                && whole.charAt(1) != whole.charAt(0)
                && whole.charAt(2) == shorter.charAt(1)
                && !isVowel(whole.charAt(1));
    }

    /** Of six letters the last one must not be missing: «почем» is not «почему», while «група» is «группа». */
    private boolean isCutShort(String other) {
        return word.length() == FEWEST_FOR_ONE && word.startsWith(other);
    }

    private static boolean soundAlike(char one, char other) {
        return "оа".indexOf(one) >= 0 && "оа".indexOf(other) >= 0 || "еи".indexOf(one) >= 0 && "еи".indexOf(other) >= 0;
    }

    private static boolean isVowel(char letter) {
        return "аеиоуыэюяaeiouy".indexOf(letter) >= 0;
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
