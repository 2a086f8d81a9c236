package io.rapport.content.exchange;

/**
 * What is wrong in a file, and where.
 *
 * @param line counted from 1 as editors do; 0 if the whole file is meant
 * @param column as it is called in the file; empty if the whole line is meant
 */
public record ImportError(int line, String column, String value, String ru, String en) {

    private static final int SHOWN = 80;

    public ImportError {
        value = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }

    static ImportError inFile(String ru, String en) {
        return new ImportError(0, "", "", ru, en);
    }

    public String in(String language) {
        return language.equals("ru") ? ru : en;
    }
}
