package io.rapport.ruleset.phrase;

/** How the spelling of a single word is evened out before anything is compared. */
final class Letters {

    private static final String LATIN = "aceopxykmtbh";
    private static final String CYRILLIC = "асеорхукмтвн";
    /** Keeps the price of comparing two words small; no real word is longer. */
    private static final int LONGEST_WORD = 48;

    private Letters() {}

    /** Lower case, ё as е, look-alikes of the other alphabet folded, a letter repeated three times or more once. */
    static String normalised(CharSequence letters) {
        StringBuilder word = new StringBuilder(Math.min(letters.length(), LONGEST_WORD));
        int latin = 0;
        int cyrillic = 0;
        for (int i = 0, run = 0; i < letters.length() && word.length() < LONGEST_WORD; i++) {
            char letter = lower(letters.charAt(i));
            if (isBreve(letter) && !word.isEmpty() && word.charAt(word.length() - 1) == 'и') {
                word.setCharAt(word.length() - 1, 'й');
            }
            if (!Character.isLetter(letter)) {
                continue;
            }
            int last = word.length() - 1;
            run = last >= 0 && word.charAt(last) == letter ? run + 1 : 1;
            if (run > 3) {
                continue;
            }
            if (run == 3) {
                word.setLength(last);
                continue;
            }
            word.append(letter);
            latin += isLatin(letter) ? 1 : 0;
            cyrillic += isCyrillic(letter) ? 1 : 0;
        }
        if (latin > 0 && cyrillic > 0 && !folded(word, LATIN, CYRILLIC)) {
            folded(word, CYRILLIC, LATIN);
        }
        return word.toString();
    }

    /** Only a word that becomes one of a single alphabet is changed. */
    private static boolean folded(StringBuilder word, String from, String to) {
        StringBuilder copy = new StringBuilder(word);
        boolean fromCyrillic = isCyrillic(from.charAt(0));
        for (int i = 0; i < copy.length(); i++) {
            char letter = copy.charAt(i);
            if (fromCyrillic ? isCyrillic(letter) : isLatin(letter)) {
                int at = from.indexOf(letter);
                if (at < 0) {
                    return false;
                }
                copy.setCharAt(i, to.charAt(at));
            }
        }
        word.setLength(0);
        word.append(copy);
        return true;
    }

    /** Parts of a word that nobody sees or that only decorate the letter before: zero-width, soft hyphen, accents. */
    static boolean isInvisible(char c) {
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.NON_SPACING_MARK;
    }

    static boolean isPicture(int codePoint) {
        return Character.getType(codePoint) == Character.OTHER_SYMBOL;
    }

    static boolean isApostrophe(char c) {
        return c == '\'' || c == '’' || c == 'ʼ' || c == '`' || c == '´';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isCyrillic(char c) {
        return c >= 'Ѐ' && c <= 'ӿ';
    }

    static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isBreve(char c) {
        return c == '\u0306';
    }

    private static char lower(char c) {
        char lower = Character.toLowerCase(c);
        return lower == 'ё' ? 'е' : lower;
    }
}
