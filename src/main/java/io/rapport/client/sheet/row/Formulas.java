package io.rapport.client.sheet.row;

/**
 * Spreadsheets run a cell that starts like a formula. An apostrophe before it makes it text; where the text itself already starts
 * with apostrophes and then like a formula, one more is added, so that taking one away always gives the text back.
 */
public final class Formulas {

    // also the full-width forms, which some spreadsheets take for the plain ones
    private static final String STARTS = "=+-@\t\r\n＝＋－＠";

    private Formulas() {}

    public static boolean isArmed(String text) {
        return isArmed(text, 0);
    }

    public static String disarm(String text) {
        return isArmed(text, 0) ? "'" + text : text;
    }

    public static String restore(String cell) {
        return cell.startsWith("'") && isArmed(cell, 1) ? cell.substring(1) : cell;
    }

    private static boolean isArmed(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == '\'') {
            i++;
        }
        return i < text.length() && STARTS.indexOf(text.charAt(i)) >= 0;
    }
}
