package io.rapport.content.exchange;

import java.util.Random;

/** Texts that break careless readers and writers of CSV. */
final class Nasty {

    private static final String[] PIECES = {
        "=", "+", "-", "@", "\t", "'", "''=", "\"", "\"\"", ",", ";", "|", "\n", "\r\n", "\r", " ", "\u00a0", "\\",
        "\\N", "#", "ё", "Я", "«»", "😀", "\ufeff", "а\u0301", "٣", "null", "1e5", "0", "＝", "sep=;", "{", "%", "\u2028"
    };

    private Nasty() {}

    /** Never blank. */
    static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().isBlank() ? "x" : text.toString();
    }
}
