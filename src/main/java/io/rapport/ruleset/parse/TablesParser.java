package io.rapport.ruleset.parse;

import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.schema.Label;
import io.rapport.ruleset.schema.Schema;
import io.rapport.ruleset.schema.TableSchema;
import io.rapport.ruleset.schema.WorkbookSchema;
import io.rapport.ruleset.table.Entry;
import io.rapport.ruleset.table.Example;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Settings;
import io.rapport.ruleset.table.Tables;
import io.rapport.ruleset.table.Template;
import io.rapport.ruleset.workbook.CellError;
import io.rapport.ruleset.workbook.RawSheet;
import io.rapport.ruleset.workbook.RawWorkbook;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Reads all workbooks together, since sheets of one make up the lists that cells of another are checked against. */
public final class TablesParser {

    private static final Label ABOUT = new Label("О таблице", "About");
    private static final Label EXAMPLES = new Label("Примеры", "Examples");
    private static final Label ZONE = new Label("Часовой пояс", "Time zone");
    private static final Label VERSION = new Label("Версия схемы", "Schema version");
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Europe/Moscow");

    private final Schema schema;
    private final Map<String, RawWorkbook> workbooks;
    private final List<CellError> errors;
    private final Map<String, CodeList> lists;

    private TablesParser(Schema schema, Map<String, RawWorkbook> workbooks, List<CellError> errors) {
        this.schema = schema;
        this.workbooks = workbooks;
        this.errors = errors;
        this.lists = new LinkedHashMap<>(schema.lists());
    }

    /**
     * @param workbooks by file name, as far as they could be opened
     * @param errors collects what is wrong, all of it; if any is added the tables must not be used
     */
    public static Tables parse(Schema schema, Map<String, RawWorkbook> workbooks, List<CellError> errors) {
        return new TablesParser(schema, workbooks, errors).parse();
    }

    private Tables parse() {
        var templates = new ArrayList<Template>();
        var settings = new LinkedHashMap<String, Object>();
        var rules = new LinkedHashMap<String, RuleTable>();
        var lessons = new LinkedHashMap<String, RuleTable>();
        var examples = new ArrayList<Example>();
        var dictionaries = new LinkedHashMap<String, List<Entry>>();
        each(TableSchema.Kind.DICTIONARY, (workbook, table, sheet) -> {
            List<Entry> entries = new DictionaryParser(table, place(sheet), lists).parse(sheet);
            dictionaries.put(table.id(), entries);
            join(table, entries.stream().collect(labels(Entry::code, Entry::label)));
        });
        var known = new HashMap<String, Template>();
        each(TableSchema.Kind.TEMPLATES, (workbook, table, sheet) -> {
            List<Template> read = new TemplateParser(table, place(sheet), lists, known).parse(sheet);
            templates.addAll(read);
            join(
                    table,
                    read.stream().collect(labels(Template::id, template -> new Label(template.id(), template.id()))));
        });
        each(
                TableSchema.Kind.SETTINGS,
                (workbook, table, sheet) ->
                        settings.putAll(new SettingsParser(table, place(sheet), lists).parse(sheet)));
        each(
                TableSchema.Kind.RULES,
                (workbook, table, sheet) -> rules.put(
                        table.id(), new RowParser(table, place(sheet), lists, settings).parse(sheet, zone(workbook))));
        each(
                TableSchema.Kind.LESSONS,
                (workbook, table, sheet) -> lessons.put(
                        table.id(), new RowParser(table, place(sheet), lists, settings).parse(sheet, zone(workbook))));
        for (WorkbookSchema workbook : schema.workbooks()) {
            sheet(workbook, EXAMPLES)
                    .ifPresent(sheet -> examples.addAll(
                            new ExampleParser(schema, workbook, rules, lists, place(sheet)).parse(sheet)));
        }
        return new Tables(
                schema.facts(),
                Map.copyOf(rules),
                Map.copyOf(lessons),
                Map.copyOf(lists),
                Map.copyOf(dictionaries),
                List.copyOf(templates),
                new Settings(settings),
                List.copyOf(examples));
    }

    /** Sheets of several workbooks may make up one list. */
    private void join(TableSchema table, Map<String, Label> codes) {
        String name = String.valueOf(table.list());
        lists.merge(name, new CodeList(name, codes), CodeList::and);
    }

    private static <T> Collector<T, ?, LinkedHashMap<String, Label>> labels(
            Function<T, String> code, Function<T, Label> label) {
        return Collectors.toMap(code, label, (first, second) -> first, LinkedHashMap::new);
    }

    private interface SheetVisitor {
        void visit(WorkbookSchema workbook, TableSchema table, RawSheet sheet);
    }

    private void each(TableSchema.Kind kind, SheetVisitor visitor) {
        for (WorkbookSchema workbook : schema.workbooks()) {
            for (TableSchema table : workbook.tables()) {
                if (table.kind() == kind) {
                    sheet(workbook, table.sheet())
                            .ifPresentOrElse(
                                    sheet -> visitor.visit(workbook, table, sheet),
                                    () -> complainOfMissing(workbook, table));
                }
            }
        }
    }

    private void complainOfMissing(WorkbookSchema workbook, TableSchema table) {
        if (table.kind() == TableSchema.Kind.DICTIONARY || table.kind() == TableSchema.Kind.TEMPLATES) {
            String name = String.valueOf(table.list());
            lists.merge(name, CodeList.unread(name), CodeList::and);
        }
        if (workbooks.containsKey(workbook.fileName())) {
            errors.add(new CellError(
                    workbook.fileName(),
                    table.sheet().ru(),
                    null,
                    null,
                    "в книге нет этого листа.",
                    "the workbook has no such sheet (" + table.sheet().en() + ")."));
        }
    }

    private Optional<RawSheet> sheet(WorkbookSchema workbook, Label name) {
        RawWorkbook raw = workbooks.get(workbook.fileName());
        return raw == null
                ? Optional.empty()
                : raw.sheets().stream()
                        .filter(sheet -> name.names(sheet.name()))
                        .findFirst();
    }

    private Place place(RawSheet sheet) {
        return new Place(sheet.file(), sheet.name(), errors);
    }

    private ZoneId zone(WorkbookSchema workbook) {
        Optional<RawSheet> about = sheet(workbook, ABOUT);
        if (about.isEmpty()) {
            return DEFAULT_ZONE;
        }
        ZoneId zone = DEFAULT_ZONE;
        for (RawSheet.RawRow row : about.get().rows()) {
            if (ZONE.names(row.cell(0).text())) {
                zone = zone(row, place(about.get()));
            }
            if (VERSION.names(row.cell(0).text()) && !row.cell(1).text().equals(Integer.toString(workbook.version()))) {
                place(about.get())
                        .complain(
                                row.cell(1),
                                VERSION.ru(),
                                "книга сделана для версии " + row.cell(1).text() + ", а сейчас " + workbook.version()
                                        + ".",
                                "the workbook was made for version "
                                        + row.cell(1).text() + ", now it is " + workbook.version() + ".");
            }
        }
        return zone;
    }

    private static ZoneId zone(RawSheet.RawRow row, Place place) {
        try {
            return ZoneId.of(row.cell(1).text());
        } catch (DateTimeException e) {
            place.complain(
                    row.cell(1),
                    ZONE.ru(),
                    "нет пояса «" + row.cell(1).text() + "». Например: Europe/Moscow.",
                    "there is no zone \"" + row.cell(1).text() + "\". For example: Europe/Moscow.");
            return DEFAULT_ZONE;
        }
    }
}
