package io.rapport.ruleset.horizon;

import io.rapport.fact.Elapsed;
import io.rapport.ruleset.schema.FactDefinition;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row with its conditions sorted beforehand: those that may hold or not by the passing of time, and those that stay as they are. */
final class TimedRow {

    /** Nobody waits for three thousand years; and no instant overflows. */
    private static final BigDecimal FOREVER = BigDecimal.valueOf(1_000_000);

    private final Row row;
    private final Condition[] still;
    private final Condition[] growing;
    private final Instant validFrom;
    private final Instant validTo;

    TimedRow(Row row, ZoneId zone) {
        this.row = row;
        List<Condition> still = new ArrayList<>();
        List<Condition> growing = new ArrayList<>();
        for (Condition condition : row.conditions()) {
            (mayGrow(condition) ? growing : still).add(condition);
        }
        this.still = still.toArray(Condition[]::new);
        this.growing = growing.toArray(Condition[]::new);
        validFrom = row.validFrom() == null
                ? Instant.MIN
                : row.validFrom().atStartOfDay(zone).toInstant();
        validTo = row.validTo() == null
                ? Instant.MAX
                : row.validTo().plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static boolean mayGrow(Condition condition) {
        return condition.fact().type() == FactDefinition.Type.INTEGER
                && (condition instanceof Condition.AtLeast
                        || condition instanceof Condition.AtMost
                        || condition instanceof Condition.Equal);
    }

    Row row() {
        return row;
    }

    /** Whether nothing but time keeps the row from holding. */
    boolean isPossible(Subject subject) {
        for (Condition condition : still) {
            if (!condition.holds(subject)) {
                return false;
            }
        }
        return true;
    }

    /**
     * When the row holds for a subject for which it is possible; absent means never.
     *
     * @param client the client's facts that grow by time
     * @param item those of the item
     */
    @Nullable
    Window window(Subject subject, Map<String, Elapsed> client, Map<String, Elapsed> item) {
        Instant opens = validFrom;
        Instant closes = validTo;
        Condition opener = null;
        Condition closer = null;
        for (Condition condition : growing) {
            FactDefinition fact = condition.fact();
            Elapsed elapsed = (fact.isOfClient() ? client : item).get(fact.name());
            if (elapsed == null) {
                if (!condition.holds(subject)) {
                    return null;
                }
            } else {
                Instant reached = reaches(elapsed, condition);
                Instant passed = passes(elapsed, condition);
                if (reached.isAfter(opens)) {
                    opens = reached;
                    opener = condition;
                }
                if (passed.isBefore(closes)) {
                    closes = passed;
                    closer = condition;
                }
            }
        }
        return opens.isBefore(closes) ? new Window(opens, opener, closes, closer) : null;
    }

    private static Instant reaches(Elapsed elapsed, Condition condition) {
        BigDecimal bound = condition instanceof Condition.AtLeast least
                ? least.bound()
                : condition instanceof Condition.Equal equal ? equal.number() : BigDecimal.ZERO;
        if (bound.signum() <= 0) {
            return Instant.MIN;
        }
        return bound.compareTo(FOREVER) > 0
                ? Instant.MAX
                : elapsed.reaches(bound.setScale(0, RoundingMode.CEILING).longValueExact());
    }

    private static Instant passes(Elapsed elapsed, Condition condition) {
        BigDecimal bound = condition instanceof Condition.AtMost most
                ? most.bound()
                : condition instanceof Condition.Equal equal ? equal.number() : FOREVER.add(BigDecimal.ONE);
        if (bound.signum() < 0) {
            return Instant.MIN;
        }
        return bound.compareTo(FOREVER) > 0
                ? Instant.MAX
                : elapsed.reaches(bound.setScale(0, RoundingMode.FLOOR).longValueExact() + 1);
    }
}
