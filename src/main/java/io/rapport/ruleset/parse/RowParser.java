package io.rapport.ruleset.parse;

import io.rapport.ruleset.phrase.Phrases;
import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.schema.ColumnSchema;
import io.rapport.ruleset.schema.TableSchema;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.workbook.RawCell;
import io.rapport.ruleset.workbook.RawSheet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a sheet of rules row by row. */
final class RowParser {

    private static final String NEGATION = "не ";
    private static final String EVEN_AFTER_NOT = "evenAfterNot";
    private static final String YEARLY = "yearly";

    private final TableSchema schema;
    private final Place place;
    private final CellParser cells;
    private final Map<String, ?> settings;
    private final Map<String, Integer> rowOfId = new LinkedHashMap<>();

    /** @param settings by which numbers may be limited */
    RowParser(TableSchema schema, Place place, Map<String, CodeList> lists, Map<String, ?> settings) {
        this.schema = schema;
        this.place = place;
        this.settings = settings;
        this.cells = new CellParser(place, lists);
    }

    RuleTable parse(RawSheet sheet, ZoneId zone) {
        var rows = new ArrayList<Row>();
        if (!sheet.rows().isEmpty()) {
            SheetHeader header = SheetHeader.read(schema, sheet, place);
            sheet.rows().stream().skip(1).forEach(row -> rows.add(row(row, header)));
        }
        return new RuleTable(schema, zone, List.copyOf(rows));
    }

    private Row row(RawSheet.RawRow raw, SheetHeader header) {
        var values = new LinkedHashMap<String, Object>();
        var written = new LinkedHashMap<String, String>();
        for (ColumnSchema column : header.positions().keySet()) {
            RawCell cell = header.cell(raw, column);
            if (cell.isBlank()) {
                if (column.required()) {
                    place.complain(cell, column.header().ru(), "не заполнено.", "is blank.");
                }
            } else if (column.role() != ColumnSchema.Role.CONDITION) {
                Object value = cells.parse(cell, column);
                if (value != null) {
                    values.put(column.key(), value);
                    written.put(column.key(), cell.address());
                    limit(cell, column, value);
                }
            }
        }
        List<Condition> conditions = conditions(raw, header, values);
        String id = id(raw, header, values);
        if (!asksAnything(raw, header) && !schema.allowsDefault()) {
            place.complain(
                    idCell(raw, header),
                    "№",
                    "в строке нет ни одного условия: она срабатывала бы всегда.",
                    "the row has no condition at all: it would always fire.");
        }
        var outputs = new LinkedHashMap<>(values);
        outputs.keySet().removeAll(Set.of("id", "enabled", "validFrom", "validTo", "reason"));
        written.keySet().retainAll(outputs.keySet());
        return new Row(
                id,
                schema.id(),
                place.name(),
                raw.number(),
                !Boolean.FALSE.equals(values.get("enabled")),
                conditions,
                Collections.unmodifiableMap(outputs),
                Map.copyOf(written),
                (LocalDate) values.get("validFrom"),
                (LocalDate) values.get("validTo"),
                Objects.toString(values.get("reason"), ""));
    }

    private void limit(RawCell cell, ColumnSchema column, Object value) {
        if (column.limit() != null
                && settings.get(column.limit()) instanceof BigDecimal most
                && value instanceof BigDecimal number
                && number.compareTo(most) > 0) {
            place.complain(
                    cell,
                    column.header().ru(),
                    number.toPlainString() + " больше наибольшего, " + most.toPlainString()
                            + ": его задаёт лист «Настройки».",
                    number.toPlainString() + " is more than the most, " + most.toPlainString()
                            + ", which the sheet of settings says.");
        }
    }

    private String id(RawSheet.RawRow raw, SheetHeader header, Map<String, Object> values) {
        String id = Objects.toString(values.get("id"), "");
        RawCell cell = idCell(raw, header);
        if (!id.isEmpty() && !Pattern.matches(Pattern.quote(schema.prefix()) + "-[0-9]{1,5}[a-zа-я]?", id)) {
            place.complain(
                    cell,
                    "№",
                    "«" + id + "»: номер должен быть вида " + schema.prefix() + "-010.",
                    "\"" + id + "\": an id looks like " + schema.prefix() + "-010.");
        }
        Integer earlier = id.isEmpty() ? null : rowOfId.putIfAbsent(id, raw.number());
        if (earlier != null) {
            place.complain(
                    cell,
                    "№",
                    "номер " + id + " уже занят в строке " + earlier + ".",
                    "the id " + id + " is already used in row " + earlier + ".");
        }
        return id;
    }

    private RawCell idCell(RawSheet.RawRow raw, SheetHeader header) {
        return schema.column("id")
                .map(column -> header.cell(raw, column))
                .filter(cell -> !cell.address().isEmpty())
                .orElse(RawCell.blank("A" + raw.number()));
    }

    private static boolean asksAnything(RawSheet.RawRow raw, SheetHeader header) {
        return header.positions().keySet().stream()
                .anyMatch(column -> column.role() == ColumnSchema.Role.CONDITION
                        && !header.cell(raw, column).isBlank());
    }

    private List<Condition> conditions(RawSheet.RawRow raw, SheetHeader header, Map<String, Object> values) {
        var conditions = new ArrayList<Condition>();
        var spans = new Spans(place);
        for (ColumnSchema column : header.positions().keySet()) {
            RawCell cell = header.cell(raw, column);
            if (column.role() != ColumnSchema.Role.CONDITION || cell.isBlank()) {
                continue;
            }
            if (Spans.isEnd(column)) {
                Object end = cells.parse(cell, column);
                if (end != null) {
                    spans.add(column, cell.address(), end);
                }
            } else {
                Condition condition = condition(cell, column, values);
                if (condition != null) {
                    conditions.add(condition);
                }
            }
        }
        conditions.addAll(spans.conditions(Boolean.TRUE.equals(values.get(YEARLY))));
        return List.copyOf(conditions);
    }

    private @Nullable Condition condition(RawCell cell, ColumnSchema column, Map<String, Object> values) {
        boolean negated = column.operator() == ColumnSchema.Operator.IS && isNegated(cell, column);
        Object value = cells.parse(negated ? withoutNegation(cell) : cell, column);
        if (value == null) {
            return null;
        }
        String at = cell.address();
        return switch (column.operator()) {
            case MIN -> new Condition.AtLeast(column, at, (BigDecimal) value);
            case MAX -> new Condition.AtMost(column, at, (BigDecimal) value);
            case EQUALS -> new Condition.Equal(column, at, (BigDecimal) value);
            case SAYS ->
                new Condition.Says(column, at, (Phrases) value, Boolean.TRUE.equals(values.get(EVEN_AFTER_NOT)));
            case SAYS_NOT -> new Condition.SaysNot(column, at, (Phrases) value);
            case IS -> is(column, at, value, negated);
            case NONE -> throw new IllegalStateException("The column " + column.key() + " asks about no fact");
        };
    }

    @SuppressWarnings("unchecked")
    private static Condition is(ColumnSchema column, String cell, Object value, boolean negated) {
        return switch (column.type()) {
            case BOOLEAN -> new Condition.Is(column, cell, (Boolean) value);
            case CODES -> new Condition.OneOf(column, cell, (Set<String>) value, negated);
            case TEXTS ->
                new Condition.Named(
                        column,
                        cell,
                        ((Set<String>) value)
                                .stream()
                                        .map(io.rapport.ruleset.schema.Label::fold)
                                        .collect(Collectors.toUnmodifiableSet()),
                        negated);
            default -> throw new IllegalStateException("\"is\" needs codes, texts or yes/no: " + column.key());
        };
    }

    private static boolean isNegated(RawCell cell, ColumnSchema column) {
        return column.type() != ColumnSchema.Type.BOOLEAN
                && cell.text().toLowerCase(java.util.Locale.ROOT).startsWith(NEGATION);
    }

    private static RawCell withoutNegation(RawCell cell) {
        return new RawCell(
                cell.address(), cell.kind(), cell.text().substring(NEGATION.length()), cell.number(), cell.date());
    }
}
