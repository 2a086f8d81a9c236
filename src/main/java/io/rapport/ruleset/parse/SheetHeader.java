package io.rapport.ruleset.parse;

import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.schema.ColumnSchema;
import io.rapport.ruleset.schema.Label;
import io.rapport.ruleset.schema.TableSchema;
import io.rapport.ruleset.workbook.RawCell;
import io.rapport.ruleset.workbook.RawSheet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The first row of a sheet: which column stands where. Order is free; what is unknown, doubled or missing is reported. */
record SheetHeader(Map<ColumnSchema, Integer> positions) {

    static SheetHeader read(TableSchema schema, RawSheet sheet, Place place) {
        var positions = new LinkedHashMap<ColumnSchema, Integer>();
        RawSheet.RawRow header = sheet.rows().get(0);
        int width =
                sheet.rows().stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        for (int i = 0; i < width; i++) {
            RawCell cell = header.cell(i);
            if (cell.isBlank()) {
                complainOfHeadlessValues(sheet, i, place);
                continue;
            }
            Optional<ColumnSchema> column = schema.columnByHeader(cell.text());
            if (column.isEmpty()) {
                complainOfUnknown(schema, cell, place);
            } else if (positions.putIfAbsent(column.get(), i) != null) {
                place.complain(cell, cell.text(), "столбец встречается дважды.", "the column occurs twice.");
            }
        }
        schema.columns().stream()
                .filter(column -> column.required() && !positions.containsKey(column))
                .forEach(column -> place.complain(
                        (String) null,
                        column.header().ru(),
                        "нет обязательного столбца.",
                        "a required column is missing (" + column.header().en() + ")."));
        return new SheetHeader(positions);
    }

    private static void complainOfHeadlessValues(RawSheet sheet, int column, Place place) {
        sheet.rows().stream()
                .map(row -> row.cell(column))
                .filter(cell -> !cell.isBlank())
                .findFirst()
                .ifPresent(cell -> place.complain(
                        cell.address(),
                        null,
                        "у столбца нет заголовка, а значения есть.",
                        "the column has values but no header."));
    }

    private static void complainOfUnknown(TableSchema schema, RawCell cell, Place place) {
        var headers = new LinkedHashMap<String, Label>();
        schema.columns().forEach(column -> headers.put(column.header().ru(), column.header()));
        var nearest = new CodeList("headers", headers).nearest(cell.text());
        place.complain(
                cell.address(),
                cell.text(),
                "неизвестный столбец."
                        + nearest.map(known -> " Может быть, «" + known + "»?").orElse(""),
                "unknown column."
                        + nearest.map(known -> " Did you mean \"" + known + "\"?")
                                .orElse(""));
    }

    RawCell cell(RawSheet.RawRow row, ColumnSchema column) {
        Integer position = positions.get(column);
        return position == null ? RawCell.blank("") : row.cell(position);
    }
}
