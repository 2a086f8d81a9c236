package io.rapport.ruleset.parse;

import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.schema.ColumnSchema;
import io.rapport.ruleset.schema.FactDefinition;
import io.rapport.ruleset.schema.Label;
import io.rapport.ruleset.schema.Schema;
import io.rapport.ruleset.schema.TableSchema;
import io.rapport.ruleset.schema.WorkbookSchema;
import io.rapport.ruleset.table.Example;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import io.rapport.ruleset.workbook.RawCell;
import io.rapport.ruleset.workbook.RawSheet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads «Примеры»: a name, the facts that matter under the facts' own titles, the rows expected to count and, under headers that
 * begin with an arrow, what they are expected to say.
 */
final class ExampleParser {

    private static final Label NAME = new Label("Пример", "Example");
    private static final Label TABLE = new Label("Таблица", "Table");
    private static final Label ROWS = new Label("Ожидаемые строки", "Expected rows");
    private static final String OUTPUT_MARK = "→";
    private static final String NOT = "не ";
    private static final String NO_ROWS = "—";

    private final Schema schema;
    private final WorkbookSchema workbook;
    private final Map<String, RuleTable> tables;
    private final Place place;
    private final CellParser cells;

    ExampleParser(
            Schema schema,
            WorkbookSchema workbook,
            Map<String, RuleTable> tables,
            Map<String, CodeList> lists,
            Place place) {
        this.schema = schema;
        this.workbook = workbook;
        this.tables = tables;
        this.place = place;
        this.cells = new CellParser(place, lists);
    }

    List<Example> parse(RawSheet sheet) {
        var examples = new ArrayList<Example>();
        if (sheet.rows().isEmpty()) {
            return examples;
        }
        RawSheet.RawRow header = sheet.rows().get(0);
        for (RawSheet.RawRow row : sheet.rows().subList(1, sheet.rows().size())) {
            table(row, header).ifPresent(table -> examples.add(example(row, header, table)));
        }
        return examples;
    }

    private Optional<TableSchema> table(RawSheet.RawRow row, RawSheet.RawRow header) {
        List<TableSchema> rules = workbook.tables().stream()
                .filter(table -> table.kind() == TableSchema.Kind.RULES)
                .toList();
        RawCell cell = find(TABLE, row, header);
        if (cell.isBlank()) {
            return Optional.of(rules.get(0));
        }
        Optional<TableSchema> named = rules.stream()
                .filter(table -> table.id().equals(cell.text()) || table.sheet().names(cell.text()))
                .findFirst();
        if (named.isEmpty()) {
            String known = String.join(", ", rules.stream().map(TableSchema::id).toList());
            place.complain(
                    cell,
                    TABLE.ru(),
                    "нет таблицы «" + cell.text() + "». Есть: " + known + ".",
                    "there is no table \"" + cell.text() + "\". There is: " + known + ".");
        }
        return named;
    }

    private Example example(RawSheet.RawRow row, RawSheet.RawRow header, TableSchema table) {
        var client = new LinkedHashMap<String, Object>();
        var item = new LinkedHashMap<String, Object>();
        var outputs = new LinkedHashMap<String, Set<String>>();
        for (int i = 0; i < header.cells().size(); i++) {
            RawCell head = header.cell(i);
            RawCell cell = row.cell(i);
            if (cell.isBlank() || NAME.names(head.text()) || TABLE.names(head.text()) || ROWS.names(head.text())) {
                continue;
            }
            if (head.text().startsWith(OUTPUT_MARK)) {
                output(head, cell, table, outputs);
            } else {
                fact(head, cell, table, client, item);
            }
        }
        RawCell rows = find(ROWS, row, header);
        var expected = new LinkedHashSet<String>();
        var forbidden = new LinkedHashSet<String>();
        rows(rows, table, expected, forbidden);
        if (expected.isEmpty()
                && forbidden.isEmpty()
                && outputs.isEmpty()
                && !rows.text().equals(NO_ROWS)) {
            place.complain(
                    "A" + row.number(),
                    null,
                    "пример ничего не ожидает: укажите строки или «" + NO_ROWS + "».",
                    "the example expects nothing: name rows, or \"" + NO_ROWS + "\".");
        }
        String itemScope = table.item();
        return new Example(
                find(NAME, row, header).text(),
                table.id(),
                new Subject(
                        FactValues.defaults(schema, FactDefinition.CLIENT).with(client),
                        itemScope == null
                                ? io.rapport.fact.Facts.NONE
                                : FactValues.defaults(schema, itemScope).with(item)),
                expected,
                forbidden,
                outputs,
                place.name() + "!A" + row.number());
    }

    private void fact(
            RawCell head, RawCell cell, TableSchema table, Map<String, Object> client, Map<String, Object> item) {
        Optional<FactDefinition> fact = schema.facts().values().stream()
                .filter(known ->
                        known.scope().equals(table.item()) && known.title().names(head.text()))
                .findFirst()
                .or(() -> schema.facts().values().stream()
                        .filter(known -> known.isOfClient() && known.title().names(head.text()))
                        .findFirst());
        if (fact.isEmpty()) {
            var known = new LinkedHashMap<String, Label>();
            schema.facts().forEach((key, definition) -> known.put(key, definition.title()));
            var nearest = new CodeList("facts", known).nearest(head.text());
            place.complain(
                    cell,
                    head.text(),
                    "нет такого факта."
                            + nearest.map(word -> " Может быть, «" + word + "»?")
                                    .orElse(""),
                    "there is no such fact."
                            + nearest.map(word -> " Did you mean \"" + word + "\"?")
                                    .orElse(""));
            return;
        }
        Object value = FactValues.parse(fact.get(), cell, cells);
        if (value != null) {
            (fact.get().isOfClient() ? client : item).put(fact.get().name(), value);
        }
    }

    private void output(RawCell head, RawCell cell, TableSchema table, Map<String, Set<String>> outputs) {
        String name = head.text().substring(OUTPUT_MARK.length());
        Optional<ColumnSchema> column =
                table.columnByHeader(name).filter(found -> found.role() == ColumnSchema.Role.OUTPUT);
        if (column.isEmpty()) {
            place.complain(
                    head,
                    null,
                    "в таблице " + table.id() + " нет выхода «" + name.strip() + "».",
                    "the table " + table.id() + " has no output \"" + name.strip() + "\".");
            return;
        }
        Object value = cells.parse(cell, column.get());
        if (value != null) {
            outputs.put(column.get().key(), words(value));
        }
    }

    /** An output's value as comparable words: one per code of a set. */
    static Set<String> words(Object value) {
        var words = new LinkedHashSet<String>();
        if (value instanceof Set<?> set) {
            set.forEach(word -> words.add(String.valueOf(word)));
        } else if (value instanceof java.math.BigDecimal number) {
            words.add(number.stripTrailingZeros().toPlainString());
        } else {
            words.add(String.valueOf(value));
        }
        return words;
    }

    private void rows(RawCell cell, TableSchema table, Set<String> expected, Set<String> forbidden) {
        if (cell.isBlank() || cell.text().equals(NO_ROWS)) {
            return;
        }
        for (String word : CellParser.texts(cell.text())) {
            boolean not = word.startsWith(NOT);
            String id = not ? word.substring(NOT.length()).strip() : word;
            // A table that could not be read has its own error; its rows' absence is none.
            if (tables.containsKey(table.id()) && tables.get(table.id()).row(id).isEmpty()) {
                place.complain(
                        cell,
                        ROWS.ru(),
                        "строки " + id + " нет в таблице " + table.id() + ".",
                        "there is no row " + id + " in the table " + table.id() + ".");
            }
            (not ? forbidden : expected).add(id);
        }
    }

    private static RawCell find(Label label, RawSheet.RawRow row, RawSheet.RawRow header) {
        for (int i = 0; i < header.cells().size(); i++) {
            if (label.names(header.cell(i).text())) {
                return row.cell(i);
            }
        }
        return RawCell.blank("A" + row.number());
    }
}
