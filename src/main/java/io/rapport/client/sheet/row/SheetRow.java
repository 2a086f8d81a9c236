package io.rapport.client.sheet.row;

import java.util.List;

/**
 * A row as it stands in the file.
 *
 * @param number as a spreadsheet numbers it, from 1, blank rows counted
 * @param cells the texts up to the last cell that is not blank
 */
public record SheetRow(int number, List<String> cells) {

    public static final int MOST_CELLS = 100;

    /** The text in a column, from 0; blank where the row is shorter. */
    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    public boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }
}
