package io.rapport.ruleset.sample;

/** Russian written in Latin letters, as people do whose keyboard has no other: «skolko stoit». */
final class Translit {

    private static final String[] LETTERS = {
        "shch", "щ", "sch", "щ", "zh", "ж", "kh", "х", "ts", "ц", "ch", "ч", "sh", "ш", "yu", "ю", "ju", "ю", "ya", "я",
        "ja", "я", "ye", "е", "yo", "е", "jo", "е", "a", "а", "b", "б", "c", "ц", "d", "д", "e", "е", "f", "ф", "g",
        "г", "h", "х", "i", "и", "j", "й", "k", "к", "l", "л", "m", "м", "n", "н", "o", "о", "p", "п", "q", "к", "r",
        "р", "s", "с", "t", "т", "u", "у", "v", "в", "w", "в", "x", "х", "y", "ы", "z", "з"
    };

    private Translit() {}

    static String cyrillic(String word) {
        var letters = new StringBuilder(word.length());
        for (int at = 0; at < word.length(); ) {
            at += read(word, at, letters);
        }
        return letters.toString();
    }

    private static int read(String word, int at, StringBuilder letters) {
        for (int i = 0; i < LETTERS.length; i += 2) {
            if (word.startsWith(LETTERS[i], at)) {
                letters.append(LETTERS[i + 1]);
                return LETTERS[i].length();
            }
        }
        letters.append(word.charAt(at));
        return 1;
    }
}
