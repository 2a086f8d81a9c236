package io.rapport.ruleset.schema;

/** One thing, named for Russian and for English readers. */
public record Label(String ru, String en) {

    public boolean names(String text) {
        return fold(text).equals(fold(ru)) || fold(text).equals(fold(en));
    }

    /** How headers and codes are compared: case, ё, outer and repeated spaces do not count. */
    public static String fold(String text) {
        return text.strip()
                .toLowerCase(java.util.Locale.ROOT)
                .replace('ё', 'е')
                .replace('\u00a0', ' ')
                .replaceAll("\\s+", " ");
    }
}
