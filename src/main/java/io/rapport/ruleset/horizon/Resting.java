package io.rapport.ruleset.horizon;

import io.rapport.fact.Deeds;
import io.rapport.fact.Elapsed;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.table.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sequences that a client may still come into, each with the end of the rest that the client has of it. */
public final class Resting {

    private static final Duration DAY = Duration.ofDays(1);

    private Resting() {}

    /** @param sequences with {@code maxCycles} and {@code coolDown} in days */
    public static Look look(String table, List<Entry> sequences, FactSheet sheet) {
        var items = new ArrayList<Look.Item>();
        for (Entry sequence : sequences) {
            long times = 0;
            Instant endedAt = null;
            for (EventFact event : sheet.events()) {
                if (sequence.code().equals(event.attribute("value"))) {
                    times += event.type().equals(Deeds.SERIES_STARTED) ? 1 : 0;
                    endedAt = event.type().equals(Deeds.SERIES_ENDED) ? event.at() : endedAt;
                }
            }
            if (times < sequence.integer("maxCycles")) {
                items.add(item(sequence, times, endedAt));
            }
        }
        return new Look(table, items);
    }

    private static Look.Item item(Entry sequence, long times, @Nullable Instant endedAt) {
        Facts facts = Facts.of(Map.of("code", sequence.code(), "times", times));
        return endedAt == null
                ? new Look.Item(facts, Map.of(), Instant.MIN)
                : new Look.Item(
                        facts,
                        Map.of("daysSinceEnd", new Elapsed(endedAt, DAY)),
                        endedAt.plus(Duration.ofDays(sequence.integer("coolDown"))));
    }
}
