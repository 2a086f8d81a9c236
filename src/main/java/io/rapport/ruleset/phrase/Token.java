package io.rapport.ruleset.phrase;

import java.util.Locale;

/**
 * One word of a message, or one entity whatever number of words it was written in.
 *
 * @param word normalised; for an entity its normalised value
 * @param start where it begins in the original message
 * @param end just after its last char there
 * @param pause whether a comma, a dash or the like stands before it
 * @param letters which letters occur in it, as bits: words that are near each other differ in few of them
 */
record Token(Kind kind, String word, int start, int end, boolean pause, long letters) {

    enum Kind {
        WORD,
        NUMBER,
        LEVEL,
        PHONE,
        EMAIL,
        /** A user name of a messenger: @anton_tg. */
        NICK,
        /** An address: nothing in it is read as a word. */
        LINK
    }

    Token(Kind kind, String word, int start, int end, boolean pause) {
        this(kind, word, start, end, pause, letters(word));
    }

    static long letters(String word) {
        long bits = 0;
        for (int i = 0; i < word.length(); i++) {
            bits |= 1L << (word.charAt(i) & 63);
        }
        return bits;
    }

    /** The entity an analyst names in braces, or WORD if there is none of that name. */
    static Kind entityNamed(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "телефон", "phone" -> Kind.PHONE;
            case "почта", "email" -> Kind.EMAIL;
            case "ник", "nick" -> Kind.NICK;
            case "уровень", "level" -> Kind.LEVEL;
            case "число", "number" -> Kind.NUMBER;
            default -> Kind.WORD;
        };
    }
}
