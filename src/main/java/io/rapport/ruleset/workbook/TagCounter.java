package io.rapport.ruleset.workbook;

/**
 * Counts what makes a sheet heavy while its XML streams by. A sheet takes ten to twenty times the memory of its XML once it is built,
 * so this has to be known before.
 */
final class TagCounter {

    /** Far more than one sheet may have; within it, the sheet itself is named when it is read. */
    private static final int MAX_ROWS = 20_000;

    private static final int MAX_CELLS = 400_000;
    private static final int MAX_MERGED_REGIONS = 2_000;
    private static final int LONGEST_NAME = 16;

    private final StringBuilder name = new StringBuilder();
    private boolean isInName;
    private int rows;
    private int cells;
    private int mergedRegions;

    void read(byte[] xml, int length) {
        for (int i = 0; i < length; i++) {
            char c = (char) (xml[i] & 0xff);
            if (c == '<') {
                isInName = true;
                name.setLength(0);
            } else if (isInName && (c <= ' ' || c == '>' || c == '/')) {
                isInName = false;
                count(name.toString());
            } else if (isInName && c == ':') {
                name.setLength(0);
            } else if (isInName && name.length() < LONGEST_NAME) {
                name.append(c);
            }
        }
    }

    private void count(String tag) {
        switch (tag) {
            case "row" -> rows++;
            case "c" -> cells++;
            case "mergeCell" -> mergedRegions++;
            default -> {
                // nothing that weighs
            }
        }
    }

    boolean hasTooMuch() {
        return rows > MAX_ROWS || cells > MAX_CELLS || mergedRegions > MAX_MERGED_REGIONS;
    }
}
