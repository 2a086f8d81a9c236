package io.rapport.channel;

/** Makes text from outside harmless for PostgreSQL, screens and messengers. */
public final class PlainText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final int WORD = 200;
    private static final int NAME = 64;

    private PlainText() {}

    /** Replaces what is no character: NUL, which PostgreSQL refuses, and halves of surrogate pairs. */
    public static String clean(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean == null ? text : clean.toString();
    }

    /** At most {@code max} UTF-16 units, cut between words if possible and marked with «…». */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - 1;
        for (int i = end; i > Math.max(0, end - WORD); i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                end = i;
                break;
            }
        }
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** One line of at most 64 units without control and direction marks: a name must not turn the text around it. */
    public static String name(String text) {
        var name = new StringBuilder();
        clean(text).codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean joiner = c == 0x200D;
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || type == Character.CONTROL) {
                name.append(' ');
            } else if (joiner || type != Character.FORMAT) {
                name.appendCodePoint(c);
            }
        });
        return cut(name.toString().strip().replaceAll(" {2,}", " "), NAME);
    }
}
