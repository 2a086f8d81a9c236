package io.rapport.ruleset.horizon;

import io.rapport.fact.Elapsed;
import io.rapport.fact.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A table of which the first row that holds decides what the bot does of its own accord.
 *
 * @param items what its rows look at besides the client; one of {@link Item#NONE} where they look at nothing
 */
public record Look(String table, List<Item> items) {

    /**
     * @param elapsed those of its facts that grow by time
     * @param notBefore until when it is out of the question
     */
    public record Item(Facts facts, Map<String, Elapsed> elapsed, Instant notBefore) {

        public static final Item NONE = new Item(Facts.NONE, Map.of(), Instant.MIN);
    }

    public static Look into(String table) {
        return new Look(table, List.of(Item.NONE));
    }
}
