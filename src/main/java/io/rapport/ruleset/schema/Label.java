package io.rapport.ruleset.schema;

/** One thing, named for Russian and for English readers. */
public record Label(String ru, String en) {

    public boolean names(String text) {
        return fold(text).equals(fold(ru)) || fold(text).equals(fold(en));
    }

    /** How headers and codes are compared: case, ё, outer and repeated spaces do not count. */
    public static String fold(String text) {
        var folded = new StringBuilder(text.length());
        boolean isAfterSpace = true;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean isSpace = Character.isWhitespace(letter) || Character.isSpaceChar(letter);
            if (!isSpace) {
                char lower = Character.toLowerCase(letter);
                folded.append(lower == 'ё' ? 'е' : lower);
            } else if (!isAfterSpace) {
                folded.append(' ');
            }
            isAfterSpace = isSpace;
        }
        boolean endsWithSpace = !folded.isEmpty() && folded.charAt(folded.length() - 1) == ' ';
        return endsWithSpace ? folded.substring(0, folded.length() - 1) : folded.toString();
    }
}
