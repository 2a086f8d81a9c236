package io.rapport.ruleset.table;

import io.rapport.fact.Facts;
import io.rapport.ruleset.schema.FactDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What a row is held against: the client's facts and, in tables that look at items, one item's.
 *
 * @param item {@link Facts#NONE} in tables about the client alone
 */
public record Subject(Facts client, Facts item) {

    public static Subject of(Facts client) {
        return new Subject(client, Facts.NONE);
    }

    public @Nullable Object get(FactDefinition fact) {
        return fact.isOfClient() ? client.get(fact.name()) : item.get(fact.name());
    }
}
