package io.rapport.ruleset.horizon;

import io.rapport.fact.Elapsed;
import io.rapport.fact.Facts;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A table whose rows know when they hold. */
final class TimedTable {

    /** In the order of the sheet, rows that speak only if no other does at the end. */
    private final List<TimedRow> rows;

    TimedTable(RuleTable table) {
        rows = Stream.of(false, true)
                .flatMap(isDefault -> table.enabledRows().stream().filter(row -> row.isDefault() == isDefault))
                .map(row -> new TimedRow(row, table.zone()))
                .toList();
    }

    List<TimedRow> rows() {
        return rows;
    }

    /** A row that holds now or will, and when. */
    record Held(Row row, Window window) {}

    /** Every row that is not ruled out by what stays as it is, and has not had its time. */
    List<Held> held(Subject subject, Map<String, Elapsed> client, Map<String, Elapsed> item, Instant now) {
        var held = new ArrayList<Held>();
        for (TimedRow row : rows) {
            Window window = row.isPossible(subject) ? row.window(subject, client, item) : null;
            if (window != null && now.isBefore(window.closes())) {
                held.add(new Held(row.row(), window));
            }
        }
        return held;
    }

    /**
     * The first row that holds now, where one is enough; what may take its place is offered: a row before it that opens, and its
     * own end.
     *
     * @param item what its rows look at besides the client
     * @param matters whether it makes a difference that a row takes over
     */
    Optional<Row> first(
            Facts client,
            Map<String, Elapsed> elapsed,
            Look.Item item,
            Instant now,
            Earliest earliest,
            Predicate<Row> matters) {
        var subject = new Subject(client, item.facts());
        for (TimedRow timed : rows) {
            Window window = timed.isPossible(subject) ? timed.window(subject, elapsed, item.elapsed()) : null;
            if (window != null && now.isBefore(item.notBefore())) {
                window = window.from(item.notBefore()).orElse(null);
            }
            if (window == null) {
                continue;
            }
            Row row = timed.row();
            if (window.isOpen(now)) {
                earliest.closing(row, window);
                return Optional.of(row);
            }
            if (window.isStillToOpen(now) && matters.test(row)) {
                earliest.opening(row, window);
            }
        }
        return Optional.empty();
    }
}
