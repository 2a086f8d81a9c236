package io.rapport.ruleset.parse;

import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.schema.Label;
import io.rapport.ruleset.schema.TableSchema;
import io.rapport.ruleset.workbook.RawCell;
import io.rapport.ruleset.workbook.RawSheet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a sheet of codes with their words, which then may be used in the cells of other sheets. */
final class DictionaryParser {

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

    private final TableSchema schema;
    private final Place place;

    DictionaryParser(TableSchema schema, Place place) {
        this.schema = schema;
        this.place = place;
    }

    CodeList parse(RawSheet sheet) {
        var codes = new LinkedHashMap<String, Label>();
        if (!sheet.rows().isEmpty()) {
            SheetHeader header = SheetHeader.read(schema, sheet, place);
            for (RawSheet.RawRow row : sheet.rows().subList(1, sheet.rows().size())) {
                read(row, header, codes);
            }
        }
        return new CodeList(String.valueOf(schema.list()), codes);
    }

    private void read(RawSheet.RawRow row, SheetHeader header, LinkedHashMap<String, Label> codes) {
        RawCell code = cell("code", row, header);
        if (!CODE.matcher(code.text()).matches()) {
            place.complain(
                    code.address().isEmpty() ? "A" + row.number() : code.address(),
                    "Код",
                    "«" + code.text() + "»: код — латинские буквы, цифры, - и _, до 40 знаков.",
                    "\"" + code.text() + "\": a code is Latin letters, digits, - and _, up to 40 characters.");
            return;
        }
        String ru = Optional.of(cell("ru", row, header).text())
                .filter(text -> !text.isEmpty())
                .orElse(code.text());
        String en = Optional.of(cell("en", row, header).text())
                .filter(text -> !text.isEmpty())
                .orElse(code.text());
        if (codes.putIfAbsent(code.text(), new Label(ru, en)) != null) {
            place.complain(
                    code,
                    "Код",
                    "код " + code.text() + " уже есть выше.",
                    "the code " + code.text() + " is already there.");
        }
    }

    private RawCell cell(String column, RawSheet.RawRow row, SheetHeader header) {
        return schema.column(column).map(found -> header.cell(row, found)).orElse(RawCell.blank(""));
    }
}
