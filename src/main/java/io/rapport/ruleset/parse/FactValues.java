package io.rapport.ruleset.parse;

import io.rapport.fact.Facts;
import io.rapport.ruleset.phrase.Text;
import io.rapport.ruleset.schema.ColumnSchema;
import io.rapport.ruleset.schema.FactDefinition;
import io.rapport.ruleset.schema.Label;
import io.rapport.ruleset.schema.Schema;
import io.rapport.ruleset.workbook.RawCell;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts as people write them: in the cells of examples, and as defaults in the schema. */
final class FactValues {

    private static final Label ANY = new Label("", "");

    private FactValues() {}

    /** What an example assumes of a scope when it says nothing. */
    static Facts defaults(Schema schema, String scope) {
        var values = new LinkedHashMap<String, Object>();
        for (FactDefinition fact : schema.facts().values()) {
            if (fact.scope().equals(scope) && fact.fallback() != null) {
                values.put(fact.name(), plain(fact, fact.fallback()));
            }
        }
        return Facts.of(values);
    }

    private static Object plain(FactDefinition fact, String text) {
        return switch (fact.type()) {
            case INTEGER -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case CODES, TEXTS -> CellParser.texts(text);
            case CODE, TEXT -> text;
            case TIME -> LocalTime.parse(text);
            case DATE -> LocalDate.parse(text);
            case MESSAGE -> Text.of(text);
        };
    }

    static @Nullable Object parse(FactDefinition fact, RawCell cell, CellParser cells) {
        Object value = cells.parse(cell, column(fact));
        if (value == null) {
            return null;
        }
        return switch (fact.type()) {
            case INTEGER -> ((BigDecimal) value).longValueExact();
            case MESSAGE -> Text.of(value.toString());
            default -> value;
        };
    }

    private static ColumnSchema column(FactDefinition fact) {
        ColumnSchema.Type type = switch (fact.type()) {
            case INTEGER -> ColumnSchema.Type.INTEGER;
            case DECIMAL -> ColumnSchema.Type.DECIMAL;
            case BOOLEAN -> ColumnSchema.Type.BOOLEAN;
            case CODE -> ColumnSchema.Type.CODE;
            case CODES -> ColumnSchema.Type.CODES;
            case TEXTS -> ColumnSchema.Type.TEXTS;
            case TIME -> ColumnSchema.Type.TIME;
            case DATE -> ColumnSchema.Type.DATE;
            case TEXT, MESSAGE -> ColumnSchema.Type.TEXT;
        };
        return new ColumnSchema(
                fact.name(),
                ColumnSchema.Role.CONDITION,
                fact.title(),
                List.of(),
                ANY,
                fact,
                ColumnSchema.Operator.IS,
                type,
                fact.list(),
                null,
                null,
                null,
                false);
    }
}
