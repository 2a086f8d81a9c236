package io.rapport.ruleset.parse;

import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.schema.ColumnSchema;
import io.rapport.ruleset.schema.Label;
import io.rapport.ruleset.schema.TableSchema;
import io.rapport.ruleset.table.Entry;
import io.rapport.ruleset.workbook.RawCell;
import io.rapport.ruleset.workbook.RawSheet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a sheet of codes with their words, which then may be used in the cells of other sheets. */
final class DictionaryParser {

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");
    private static final Set<String> WORDS = Set.of("code", "ru", "en", "note");

    private final TableSchema schema;
    private final Place place;
    private final CellParser cells;

    DictionaryParser(TableSchema schema, Place place, Map<String, CodeList> lists) {
        this.schema = schema;
        this.place = place;
        this.cells = new CellParser(place, lists);
    }

    List<Entry> parse(RawSheet sheet) {
        var entries = new ArrayList<Entry>();
        if (!sheet.rows().isEmpty()) {
            SheetHeader header = SheetHeader.read(schema, sheet, place);
            var seen = new HashSet<String>();
            for (RawSheet.RawRow row : sheet.rows().subList(1, sheet.rows().size())) {
                read(row, header, seen).ifPresent(entries::add);
            }
        }
        return List.copyOf(entries);
    }

    private Optional<Entry> read(RawSheet.RawRow row, SheetHeader header, Set<String> seen) {
        RawCell code = cell("code", row, header);
        if (!CODE.matcher(code.text()).matches()) {
            place.complain(
                    code.address().isEmpty() ? "A" + row.number() : code.address(),
                    "Код",
                    "«" + code.text() + "»: код — латинские буквы, цифры, - и _, до 40 знаков.",
                    "\"" + code.text() + "\": a code is Latin letters, digits, - and _, up to 40 characters.");
            return Optional.empty();
        }
        if (!seen.add(code.text())) {
            place.complain(
                    code,
                    "Код",
                    "код " + code.text() + " уже есть выше.",
                    "the code " + code.text() + " is already there.");
            return Optional.empty();
        }
        var label = new Label(word("ru", row, header, code), word("en", row, header, code));
        return Optional.of(new Entry(code.text(), label, values(row, header), place.name(), row.number()));
    }

    private String word(String column, RawSheet.RawRow row, SheetHeader header, RawCell code) {
        return Optional.of(cell(column, row, header).text())
                .filter(text -> !text.isEmpty())
                .orElse(code.text());
    }

    /** What a row says besides its code and words. */
    private Map<String, Object> values(RawSheet.RawRow row, SheetHeader header) {
        var values = new LinkedHashMap<String, Object>();
        for (ColumnSchema column : schema.columns()) {
            if (WORDS.contains(column.key())) {
                continue;
            }
            RawCell cell = header.cell(row, column);
            Object value = cell.isBlank() ? null : cells.parse(cell, column);
            if (value != null) {
                values.put(column.key(), value);
            } else if (cell.isBlank() && column.required()) {
                place.complain(cell, column.header().ru(), "не заполнено.", "is blank.");
            }
        }
        return Map.copyOf(values);
    }

    private RawCell cell(String column, RawSheet.RawRow row, SheetHeader header) {
        return schema.column(column).map(found -> header.cell(row, found)).orElse(RawCell.blank(""));
    }
}
