package io.rapport.ruleset.horizon;

import io.rapport.fact.EventFact;
import io.rapport.ruleset.stage.Decay;
import io.rapport.ruleset.table.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A client's points at any later instant, if nothing happens till then. In hundredths, as they are kept. */
final class Points {

    private final Map<Row, List<EventRows.Match>> events;
    private final List<TimedTable.Held> profile;
    private final ZoneId zone;

    /**
     * @param profile rows that bring points for what is known of the client
     * @param zone whose days limit how many events count
     */
    Points(Map<Row, List<EventRows.Match>> events, List<TimedTable.Held> profile, ZoneId zone) {
        this.events = events;
        this.profile = profile;
        this.zone = zone;
    }

    BigDecimal engagement(Instant at) {
        BigDecimal sum = BigDecimal.ZERO;
        for (var entry : events.entrySet()) {
            Row row = entry.getKey();
            List<EventFact> counted = counted(row, at);
            if (!counted.isEmpty()) {
                sum = sum.add(Decay.brought(row, counted, at));
            }
        }
        return sum;
    }

    BigDecimal fit(Instant at) {
        BigDecimal sum = BigDecimal.ZERO;
        for (TimedTable.Held held : profile) {
            if (held.window().isOpen(at)) {
                sum = sum.add(Decay.worth(held.row()));
            }
        }
        return sum;
    }

    long total(Instant at) {
        return cents(engagement(at).add(fit(at)));
    }

    /** The events that count for a row at an instant, newest first. */
    List<EventFact> counted(Row row, Instant at) {
        var open = new ArrayList<EventFact>();
        for (EventRows.Match match : events.getOrDefault(row, List.of())) {
            if (match.window().isOpen(at)) {
                open.add(match.event());
            }
        }
        return open.isEmpty() ? open : Decay.counted(row, open, zone);
    }

    Map<Row, List<EventRows.Match>> events() {
        return events;
    }

    /** When points come that are not there yet, or those for the profile go: between these instants points only fade. */
    TreeSet<Instant> jumps(Instant now) {
        var jumps = new TreeSet<Instant>();
        for (List<EventRows.Match> matches : events.values()) {
            for (EventRows.Match match : matches) {
                if (match.window().isStillToOpen(now)) {
                    jumps.add(match.window().opens());
                }
            }
        }
        for (TimedTable.Held held : profile) {
            if (held.window().isStillToOpen(now)) {
                jumps.add(held.window().opens());
            }
            if (held.window().closes().isBefore(Instant.MAX)) {
                jumps.add(held.window().closes());
            }
        }
        return jumps;
    }

    static long cents(BigDecimal points) {
        return points.movePointRight(2).longValueExact();
    }
}
