package io.rapport.content.knowledge;

import java.text.Normalizer;
import java.util.Locale;

/** Text as it is compared: lower case, ё as е, nothing but letters and digits with single spaces between. */
final class Folding {

    /** Nobody's question is longer; what is, costs no more. */
    private static final int LONGEST = 500;

    private Folding() {}

    static String fold(String text) {
        String head = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        String composed = Normalizer.normalize(head, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(composed.length());
        composed.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                folded.appendCodePoint(c == 'ё' ? 'е' : c);
            } else if (c != '\'' && c != '\u2019' && c != '\u0301') {
                if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
                    folded.append(' ');
                }
            }
        });
        return folded.toString().strip();
    }
}
