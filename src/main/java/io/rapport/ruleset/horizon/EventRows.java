package io.rapport.ruleset.horizon;

import io.rapport.fact.Elapsed;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.stage.Decay;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of points for events, sorted by what each row asks of an event's type. */
final class EventRows {

    private static final Duration DAY = Duration.ofDays(1);

    private final Map<String, List<TimedRow>> ofType = new HashMap<>();
    private final List<TimedRow> ofAnyType = new ArrayList<>();

    EventRows(RuleTable table) {
        for (TimedRow timed : new TimedTable(table).rows()) {
            Optional<Condition.OneOf> types = timed.row().conditions().stream()
                    .filter(condition -> condition.fact().key().equals("event.type"))
                    .filter(Condition.OneOf.class::isInstance)
                    .map(Condition.OneOf.class::cast)
                    .filter(condition -> !condition.negated())
                    .findFirst();
            if (types.isPresent()) {
                types.get()
                        .values()
                        .forEach(type -> ofType.computeIfAbsent(type, key -> new ArrayList<>())
                                .add(timed));
            } else {
                ofAnyType.add(timed);
            }
        }
    }

    /** An event that a row counts, and when it does. */
    record Match(EventFact event, Window window) {}

    /** By row, newest event first; what has had its time is left out. */
    Map<Row, List<Match>> matches(FactSheet sheet) {
        var matches = new TreeMap<Row, List<Match>>(Comparator.comparingInt(Row::number));
        Map<Alike, List<TimedRow>> possible = new HashMap<>();
        Map<Alike, Subject> subjects = new HashMap<>();
        for (EventFact event : sheet.events()) {
            if (event.at().isAfter(sheet.at())) {
                continue;
            }
            var alike = new Alike(event.type(), event.attribute("value"));
            Subject subject = subjects.computeIfAbsent(alike, key -> new Subject(sheet.client(), key.facts()));
            for (TimedRow timed : possible.computeIfAbsent(alike, key -> possible(key.type(), subject))) {
                Window window = timed.window(subject, sheet.elapsed(), Map.of("daysAgo", new Elapsed(event.at(), DAY)));
                if (window != null && sheet.at().isBefore(window.closes())) {
                    matches.computeIfAbsent(timed.row(), key -> new ArrayList<>())
                            .add(new Match(event, window));
                }
            }
        }
        matches.values().forEach(of -> of.sort(Comparator.comparing(Match::event, Decay.NEWEST_FIRST)));
        return matches;
    }

    private List<TimedRow> possible(String type, Subject subject) {
        var possible = new ArrayList<TimedRow>();
        for (List<TimedRow> rows : List.of(ofType.getOrDefault(type, List.of()), ofAnyType)) {
            for (TimedRow timed : rows) {
                if (timed.isPossible(subject)) {
                    possible.add(timed);
                }
            }
        }
        return possible;
    }

    /** Rules see no more of an event than this, and its age. */
    private record Alike(String type, @Nullable String value) {

        Facts facts() {
            return Facts.of(value == null ? Map.of("type", type) : Map.of("type", type, "value", value));
        }
    }
}
