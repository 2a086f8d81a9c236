package io.rapport.ruleset.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One sheet of a workbook.
 *
 * @param item the scope a row looks at besides the client ({@code event}, {@code signal}, {@code content}, {@code message}), if any
 * @param prefix what row ids begin with: {@code S} for {@code S-020}
 * @param list for dictionaries and templates: the code list their rows make up
 * @param allowsDefault whether a row without any condition is meant (it then fires if nothing else does)
 */
public record TableSchema(
        String id,
        Kind kind,
        Label sheet,
        String prefix,
        HitPolicy hitPolicy,
        @Nullable String item,
        @Nullable String list,
        boolean allowsDefault,
        List<ColumnSchema> columns) {

    public enum Kind {
        RULES,
        /** Codes with their words: event types, tags. */
        DICTIONARY,
        /** What is said, in variants. */
        TEMPLATES,
        /** Numbered rows that nothing is held against: the program learns from them. */
        LESSONS,
        /** Single values, one a row. */
        SETTINGS
    }

    /** Which of the matching rows count. Always computed from all matching rows, so that losers can be named. */
    public enum HitPolicy {
        COLLECT,
        FIRST,
        UNIQUE
    }

    public Optional<ColumnSchema> columnByHeader(String header) {
        return columns.stream().filter(column -> column.isHeader(header)).findFirst();
    }

    public Optional<ColumnSchema> column(String key) {
        return columns.stream().filter(column -> column.key().equals(key)).findFirst();
    }
}
