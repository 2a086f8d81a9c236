package io.rapport.ruleset.horizon;

import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The whole points at which some cell of the tables changes its mind about a score. */
final class Bounds {

    private static final String SCORE = "client.score";

    private final TreeMap<Long, Asked> asked = new TreeMap<>();

    /** Who asks: the row and its cell. */
    record Asked(Row row, Condition cell) {}

    Bounds(Collection<RuleTable> tables) {
        for (RuleTable table : tables) {
            for (Row row : table.enabledRows()) {
                for (Condition condition : row.conditions()) {
                    if (condition.fact().key().equals(SCORE)) {
                        add(row, condition);
                    }
                }
            }
        }
    }

    private void add(Row row, Condition condition) {
        if (condition instanceof Condition.AtLeast least) {
            asked.putIfAbsent(least.bound().setScale(0, RoundingMode.CEILING).longValueExact(), new Asked(row, least));
        } else if (condition instanceof Condition.AtMost most) {
            asked.putIfAbsent(most.bound().setScale(0, RoundingMode.FLOOR).longValueExact() + 1, new Asked(row, most));
        }
    }

    /** The greatest bound that the score reaches; absent if it reaches none. */
    Map.@Nullable Entry<Long, Asked> reached(long score) {
        return asked.floorEntry(score);
    }

    /** The least bound that it does not reach. */
    Map.@Nullable Entry<Long, Asked> ahead(long score) {
        return asked.higherEntry(score);
    }
}
