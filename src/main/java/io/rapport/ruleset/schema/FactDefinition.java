package io.rapport.ruleset.schema;

import org.jspecify.annotations.Nullable;

/**
 * One fact that conditions may ask about.
 *
 * @param scope whose fact it is: {@code client}, or the item a table looks at: {@code event}, {@code signal}, {@code content}, {@code message}
 * @param list the code list its values come from, if it is one of codes
 * @param fallback what an example assumes when it does not say
 */
public record FactDefinition(
        String scope,
        String name,
        Type type,
        @Nullable String list,
        Label title,
        @Nullable String fallback) {

    public static final String CLIENT = "client";

    /** What values the fact takes; {@code CODES} is a set of codes, {@code PHRASES} the text of a message. */
    public enum Type {
        INTEGER,
        DECIMAL,
        BOOLEAN,
        CODE,
        CODES,
        TEXT,
        /** A set of names that no list knows, such as product codes. */
        TEXTS,
        TIME,
        DATE,
        MESSAGE
    }

    public String key() {
        return scope + "." + name;
    }

    public boolean isOfClient() {
        return scope.equals(CLIENT);
    }
}
