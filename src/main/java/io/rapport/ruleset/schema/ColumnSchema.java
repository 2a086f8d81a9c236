package io.rapport.ruleset.schema;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column a table may have.
 *
 * @param fact what a condition asks about; null for columns that are no conditions
 * @param list the code list of an output, if it is one of codes
 * @param min the smallest number allowed, inclusive
 * @param max the greatest number allowed, inclusive
 * @param limit the setting that says how great a number may be, in analysts' own hands
 * @param required whether it must be filled in: a setting, unless the schema says otherwise
 */
public record ColumnSchema(
        String key,
        Role role,
        Label header,
        List<String> synonyms,
        @Nullable Label hint,
        @Nullable FactDefinition fact,
        Operator operator,
        Type type,
        @Nullable String list,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable String limit,
        boolean required) {

    public enum Role {
        ID,
        ENABLED,
        CONDITION,
        OUTPUT,
        VALID_FROM,
        VALID_TO,
        REASON
    }

    /** How a condition compares; {@code MAX} and {@code MIN} are inclusive, {@code EQUALS} asks for one number. */
    public enum Operator {
        IS,
        MIN,
        MAX,
        EQUALS,
        SAYS,
        SAYS_NOT,
        NONE
    }

    /** What a cell of this column holds. {@code CODES} are separated by semicolons. */
    public enum Type {
        INTEGER,
        DECIMAL,
        BOOLEAN,
        CODE,
        CODES,
        TEXT,
        TEXTS,
        PHRASES,
        DATE,
        /** A time of day such as {@code 21:30}; {@code 24:00} is midnight. */
        TIME,
        /** IANA names of time zones. */
        ZONES
    }

    public boolean isHeader(String text) {
        return header.names(text)
                || synonyms.stream().anyMatch(synonym -> Label.fold(synonym).equals(Label.fold(text)));
    }
}
