package io.rapport.ruleset.schema;

import java.util.List;

/** One workbook: {@code scoring} is read from {@code scoring.xlsx}. */
public record WorkbookSchema(String id, int version, Label title, List<TableSchema> tables) {

    public String fileName() {
        return id + ".xlsx";
    }
}
