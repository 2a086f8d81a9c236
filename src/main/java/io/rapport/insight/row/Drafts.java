package io.rapport.insight.row;

import io.rapport.insight.row.RowCounts.Fired;
import io.rapport.insight.row.RowCounts.Sent;
import io.rapport.insight.row.RowCounts.Silent;
import io.rapport.insight.row.RowCounts.Sold;
import io.rapport.ruleset.table.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Results in the making, found by row: ids are permanent and no two tables share one. */
final class Drafts {

    private static final class Draft {
        private final String table;
        private final String row;
        private @Nullable Row live;
        private boolean isLesson;
        private long fired;
        private long silent;
        private long touches;
        private long replied;
        private long sales;
        private final Map<String, BigDecimal> revenue = new TreeMap<>();
        private @Nullable Instant last;

        private Draft(String table, String row) {
            this.table = table;
            this.row = row;
        }

        private void lastAt(@Nullable Instant at) {
            if (at != null && (last == null || at.isAfter(last))) {
                last = at;
            }
        }

        private boolean isWorthShowing() {
            return live != null && !isLesson || fired + silent + touches + sales > 0 || !revenue.isEmpty();
        }

        private RowResult result() {
            return new RowResult(
                    table,
                    row,
                    live == null ? null : live.place() + "!A" + live.number(),
                    live == null ? "" : live.reason(),
                    live != null && live.enabled(),
                    fired,
                    silent,
                    touches,
                    replied,
                    sales,
                    Map.copyOf(revenue),
                    last);
        }
    }

    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    void live(String table, Row row) {
        draft(table, row.id()).live = row;
    }

    /** What the program learns from: known by its place once it was of use, and never called idle. */
    void lesson(String table, Row row) {
        Draft draft = draft(table, row.id());
        draft.live = row;
        draft.isLesson = true;
    }

    void fired(Fired fired) {
        Draft draft = draft(fired.table(), fired.row());
        draft.fired += fired.fired();
        draft.lastAt(fired.last());
    }

    void silent(Silent silent) {
        Draft draft = draft("", silent.row());
        draft.silent += silent.clients();
        draft.lastAt(silent.last());
    }

    void sent(Sent sent) {
        Draft draft = draft("", sent.row());
        draft.touches += sent.touches();
        draft.replied += sent.replied();
    }

    void sold(Sold sold) {
        Draft draft = draft("", sold.row());
        draft.sales += sold.sales();
        draft.revenue.merge(sold.currency(), sold.revenue(), BigDecimal::add);
    }

    List<RowResult> results() {
        return drafts.values().stream()
                .filter(Draft::isWorthShowing)
                .map(Draft::result)
                .toList();
    }

    private Draft draft(String table, String row) {
        return drafts.computeIfAbsent(row, id -> new Draft(table, id));
    }
}
