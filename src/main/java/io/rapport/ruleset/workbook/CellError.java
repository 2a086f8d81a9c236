package io.rapport.ruleset.workbook;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one cell, for the person who wrote it.
 *
 * @param file such as {@code scoring.xlsx}
 * @param sheet null if the file as a whole is meant
 * @param cell such as {@code E7}; null if the sheet as a whole is meant
 * @param header the column's header as written, if known
 */
public record CellError(
        String file,
        @Nullable String sheet,
        @Nullable String cell,
        @Nullable String header,
        String ru,
        String en) {

    public String place() {
        var place = new StringBuilder(file);
        if (sheet != null) {
            place.append(" › ").append(sheet);
        }
        if (cell != null) {
            place.append('!').append(cell);
        }
        if (header != null) {
            place.append(" «").append(header).append('»');
        }
        return place.toString();
    }

    @Override
    public String toString() {
        return place() + ": " + ru + " / " + en;
    }
}
