package io.rapport.content.exchange;

import java.util.Map;
import java.util.Optional;

/** One line of a file: the cells under the columns the file has. */
record Line(int number, Map<Column, String> cells, Map<Column, String> titles) {

    /** Empty if the file has no such column. */
    Optional<String> cell(Column column) {
        return Optional.ofNullable(cells.get(column));
    }

    /** What the file calls the column, or our name for it. */
    String title(Column column) {
        return titles.getOrDefault(column, column.name());
    }
}
