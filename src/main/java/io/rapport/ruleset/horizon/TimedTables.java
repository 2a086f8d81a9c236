package io.rapport.ruleset.horizon;

import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Tables;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All tables that time can matter to, sorted beforehand. */
final class TimedTables {

    /** What only a message or a touch asks. */
    private static final Set<String> ASKED_OTHERWISE = Set.of("signals", "replies", "questions", "matching", "policy");

    private final Map<String, TimedTable> tables = new HashMap<>();
    private final EventRows scoring;
    private final ZoneId scoringZone;
    private final Bounds bounds;
    private final Set<Row> undoing;

    TimedTables(Tables all) {
        List<RuleTable> asked = all.rules().values().stream()
                .filter(table -> !ASKED_OTHERWISE.contains(table.id()))
                .toList();
        asked.forEach(table -> tables.put(table.id(), new TimedTable(table)));
        scoring = new EventRows(all.table("scoring"));
        scoringZone = all.table("scoring").zone();
        bounds = new Bounds(asked);
        undoing = undoing(all.table("tagging").enabledRows());
    }

    /** @throws IllegalStateException if the schema has no such table, which is a developer's mistake */
    TimedTable table(String id) {
        TimedTable table = tables.get(id);
        if (table == null) {
            throw new IllegalStateException("No table " + id + " among " + tables.keySet());
        }
        return table;
    }

    EventRows scoring() {
        return scoring;
    }

    ZoneId scoringZone() {
        return scoringZone;
    }

    Bounds bounds() {
        return bounds;
    }

    /** Whether tags can change when this row of tagging ends, though a tag stays until a row takes it off. */
    boolean isUndoing(Row row) {
        return undoing.contains(row);
    }

    /** Rows that take back what a row before them, or a rule in DRL, says: when they end, that has its way. */
    private static Set<Row> undoing(List<Row> tagging) {
        Set<Row> undoing = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> off = new HashSet<>();
        for (Row row : tagging) {
            if (!row.codes("tagOff").isEmpty() || !Collections.disjoint(row.codes("tagOn"), off)) {
                undoing.add(row);
            }
            off.addAll(row.codes("tagOff"));
        }
        return undoing;
    }
}
