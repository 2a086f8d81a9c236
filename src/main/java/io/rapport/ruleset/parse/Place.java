package io.rapport.ruleset.parse;

import io.rapport.ruleset.workbook.CellError;
import io.rapport.ruleset.workbook.RawCell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a sheet we are reading, so that every complaint names its cell. */
record Place(String file, String sheet, List<CellError> errors) {

    String name() {
        return file + " › " + sheet;
    }

    void complain(@Nullable String cell, @Nullable String header, String ru, String en) {
        errors.add(new CellError(file, sheet, cell, header, ru, en));
    }

    void complain(RawCell cell, String header, String ru, String en) {
        complain(cell.address(), header, ru, en);
    }
}
