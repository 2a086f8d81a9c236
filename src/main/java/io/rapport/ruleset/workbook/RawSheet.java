package io.rapport.ruleset.workbook;

import java.util.List;

/**
 * A sheet's rows, blank ones left out. Every row is as long as the longest one before trimming, or shorter: ask through
 * {@link RawRow#cell}.
 */
public record RawSheet(String file, String name, List<RawRow> rows) {

    /** @param number as the spreadsheet shows it, from 1 */
    public record RawRow(int number, List<RawCell> cells) {

        public RawCell cell(int column) {
            return column < cells.size()
                    ? cells.get(column)
                    : RawCell.blank(org.apache.poi.ss.util.CellReference.convertNumToColString(column) + number);
        }

        public boolean isBlank() {
            return cells.stream().allMatch(RawCell::isBlank);
        }
    }
}
