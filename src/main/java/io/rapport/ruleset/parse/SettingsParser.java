package io.rapport.ruleset.parse;

import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.schema.ColumnSchema;
import io.rapport.ruleset.schema.Label;
import io.rapport.ruleset.schema.TableSchema;
import io.rapport.ruleset.workbook.RawCell;
import io.rapport.ruleset.workbook.RawSheet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads a sheet of settings: the name in the first column, the value in the second. The schema's columns say which there are. */
final class SettingsParser {

    private final TableSchema schema;
    private final Place place;
    private final CellParser cells;
    private final Set<String> given = new HashSet<>();

    SettingsParser(TableSchema schema, Place place, Map<String, CodeList> lists) {
        this.schema = schema;
        this.place = place;
        this.cells = new CellParser(place, lists);
    }

    Map<String, Object> parse(RawSheet sheet) {
        var values = new LinkedHashMap<String, Object>();
        sheet.rows().stream().skip(1).forEach(row -> read(row, values));
        schema.columns().stream()
                .filter(column -> column.required() && !given.contains(column.key()))
                .forEach(column -> place.complain(
                        (String) null,
                        column.header().ru(),
                        "настройка не задана.",
                        "the setting is missing (" + column.header().en() + ")."));
        return values;
    }

    private void read(RawSheet.RawRow row, Map<String, Object> values) {
        RawCell name = row.cell(0);
        var column = schema.columnByHeader(name.text());
        if (column.isEmpty()) {
            var known = new LinkedHashMap<String, Label>();
            schema.columns().forEach(setting -> known.put(setting.header().ru(), setting.header()));
            var nearest = new CodeList("settings", known).nearest(name.text());
            place.complain(
                    name.address(),
                    null,
                    "неизвестная настройка «" + name.text() + "»."
                            + nearest.map(word -> " Может быть, «" + word + "»?")
                                    .orElse(""),
                    "unknown setting \"" + name.text() + "\"."
                            + nearest.map(word -> " Did you mean \"" + word + "\"?")
                                    .orElse(""));
            return;
        }
        ColumnSchema setting = column.get();
        boolean isFirst = given.add(setting.key());
        RawCell cell = row.cell(1);
        Object value = cell.isBlank() ? null : cells.parse(cell, setting);
        if (cell.isBlank() && setting.required()) {
            place.complain(cell, setting.header().ru(), "не заполнено.", "is blank.");
        }
        if (value != null) {
            values.putIfAbsent(setting.key(), value);
        }
        if (!isFirst) {
            place.complain(name, setting.header().ru(), "настройка задана дважды.", "the setting is given twice.");
        }
    }
}
