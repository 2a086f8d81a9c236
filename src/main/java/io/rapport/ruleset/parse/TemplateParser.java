package io.rapport.ruleset.parse;

import io.rapport.decision.TemplateText;
import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.schema.ColumnSchema;
import io.rapport.ruleset.schema.TableSchema;
import io.rapport.ruleset.table.Template;
import io.rapport.ruleset.workbook.RawCell;
import io.rapport.ruleset.workbook.RawSheet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a sheet of templates and checks what people will read: placeholders, buttons, and that no price is written by hand. */
final class TemplateParser {

    /** Digits next to a currency: a price in a reply always comes from the catalogue. */
    private static final Pattern HAND_WRITTEN_PRICE =
            Pattern.compile("\\d[\\d\\s\\u00a0]*(?:₽|руб|р\\.|\\$|€|rub\\b)|[$€₽]\\s*\\d", Pattern.CASE_INSENSITIVE);

    private static final int MAX_BUTTON_DATA_BYTES = 64;

    private final TableSchema schema;
    private final Place place;
    private final CellParser cells;
    private final CodeList placeholders;
    private final Map<String, Template> known;

    /** @param known templates that other sheets describe already, by id and language; those of this one are added */
    TemplateParser(TableSchema schema, Place place, Map<String, CodeList> lists, Map<String, Template> known) {
        this.known = known;
        this.schema = schema;
        this.place = place;
        this.cells = new CellParser(place, lists);
        this.placeholders = lists.get("placeholders");
    }

    List<Template> parse(RawSheet sheet) {
        var templates = new ArrayList<Template>();
        if (sheet.rows().isEmpty()) {
            return templates;
        }
        SheetHeader header = SheetHeader.read(schema, sheet, place);
        for (RawSheet.RawRow row : sheet.rows().subList(1, sheet.rows().size())) {
            Template template = template(row, header);
            Template earlier = known.putIfAbsent(template.id() + "/" + template.language(), template);
            if (earlier != null) {
                place.complain(
                        schema.column("id")
                                .map(column -> header.cell(row, column))
                                .orElse(row.cell(0)),
                        "Код",
                        "шаблон уже описан: " + earlier.cell() + ".",
                        "the template is already described: " + earlier.cell() + ".");
            }
            templates.add(template);
        }
        return templates;
    }

    private Template template(RawSheet.RawRow row, SheetHeader header) {
        var values = new LinkedHashMap<String, Object>();
        var variants = new ArrayList<TemplateText>();
        List<Template.Button> buttons = List.of();
        for (ColumnSchema column : header.positions().keySet()) {
            RawCell cell = header.cell(row, column);
            if (cell.isBlank()) {
                if (column.required()) {
                    place.complain(cell, column.header().ru(), "не заполнено.", "is blank.");
                }
            } else if (cell.kind() == RawCell.Kind.ERROR) {
                cells.parse(cell, column);
            } else if (column.key().startsWith("text")) {
                variants.add(variant(cell, column));
            } else if (column.key().equals("buttons")) {
                buttons = buttons(cell, column);
            } else {
                Object value = cells.parse(cell, column);
                if (value != null) {
                    values.put(column.key(), value);
                }
            }
        }
        return new Template(
                values.getOrDefault("id", "").toString(),
                values.getOrDefault("language", "ru").toString(),
                List.copyOf(variants),
                buttons,
                place.name() + "!A" + row.number());
    }

    private TemplateText variant(RawCell cell, ColumnSchema column) {
        var text = new TemplateText(cell.text());
        for (TemplateText.Placeholder placeholder : text.placeholders()) {
            if (placeholders.find(placeholder.name()).isEmpty()) {
                String hint = placeholders.nearest(placeholder.name()).orElse(String.join(", ", placeholders.codes()));
                place.complain(
                        cell,
                        column.header().ru(),
                        "неизвестная подстановка {" + placeholder.name() + "}. Есть: " + hint + ".",
                        "unknown placeholder {" + placeholder.name() + "}. There is: " + hint + ".");
            }
        }
        if (text.literals().contains("{") || text.literals().contains("}")) {
            place.complain(cell, column.header().ru(), "скобка { или } без пары.", "an unpaired { or }.");
        }
        if (HAND_WRITTEN_PRICE.matcher(text.literals()).find()) {
            place.complain(
                    cell,
                    column.header().ru(),
                    "цена написана в тексте. Подставьте её из каталога: {цена:КОД}.",
                    "a price is written into the text. Take it from the catalogue: {price:CODE}.");
        }
        return text.renamed(name -> placeholders.find(name).orElse(name));
    }

    private List<Template.Button> buttons(RawCell cell, ColumnSchema column) {
        var buttons = new ArrayList<Template.Button>();
        for (String line : CellParser.texts(cell.text())) {
            int equals = line.lastIndexOf('=');
            String label = equals < 0 ? "" : line.substring(0, equals).strip();
            String data = equals < 0 ? "" : line.substring(equals + 1).strip();
            if (label.isEmpty()
                    || data.isEmpty()
                    || data.getBytes(StandardCharsets.UTF_8).length > MAX_BUTTON_DATA_BYTES) {
                place.complain(
                        cell,
                        column.header().ru(),
                        "кнопка «" + line + "»: нужно Надпись = КОД (код не длиннее 64 байт).",
                        "button \"" + line + "\": Label = CODE is needed (a code of at most 64 bytes).");
            } else {
                buttons.add(new Template.Button(label, data));
            }
        }
        return List.copyOf(buttons);
    }
}
