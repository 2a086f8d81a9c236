package io.rapport.ruleset.schema;

import java.util.List;

/** The columns that every table of rules has, so that they look and work alike everywhere. */
final class StandardColumns {

    static final List<ColumnSchema> LEADING = List.of(
            standard(
                    "id",
                    ColumnSchema.Role.ID,
                    ColumnSchema.Type.TEXT,
                    new Label("№", "ID"),
                    new Label(
                            "Постоянный номер строки. На него ссылаются объяснения, примеры и история: не меняйте и не используйте повторно.",
                            "The row's permanent id. Explanations, examples and history refer to it: never change or re-use it."),
                    true),
            standard(
                    "enabled",
                    ColumnSchema.Role.ENABLED,
                    ColumnSchema.Type.BOOLEAN,
                    new Label("Вкл", "On"),
                    new Label("да — строка работает, нет — выключена. Пусто = да.", "yes or no; blank means yes."),
                    false));

    static final List<ColumnSchema> TRAILING = List.of(
            standard(
                    "validFrom",
                    ColumnSchema.Role.VALID_FROM,
                    ColumnSchema.Type.DATE,
                    new Label("Действует с", "Valid from"),
                    new Label(
                            "Первый день действия, включительно. Пусто = всегда.",
                            "First day, inclusive. Blank = always."),
                    false),
            standard(
                    "validTo",
                    ColumnSchema.Role.VALID_TO,
                    ColumnSchema.Type.DATE,
                    new Label("Действует по", "Valid to"),
                    new Label("Последний день действия, включительно.", "Last day, inclusive."),
                    false),
            standard(
                    "reason",
                    ColumnSchema.Role.REASON,
                    ColumnSchema.Type.TEXT,
                    new Label("Причина", "Reason"),
                    new Label(
                            "Коротко и по-человечески: эти слова видны в ответе на вопрос «почему?».",
                            "Short and plain: these words answer \"why?\"."),
                    true));

    private StandardColumns() {}

    private static ColumnSchema standard(
            String key, ColumnSchema.Role role, ColumnSchema.Type type, Label header, Label hint, boolean required) {
        return new ColumnSchema(
                key,
                role,
                header,
                List.of(),
                hint,
                null,
                ColumnSchema.Operator.NONE,
                type,
                null,
                null,
                null,
                null,
                required);
    }
}
