package io.rapport.ruleset.horizon;

import io.rapport.decision.NextReview;
import io.rapport.fact.FactSheet;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a client is to be looked at again although nothing happens: the earliest instant at which time alone can change score band,
 * tags, stage or initiative. Whatever a row asks that does not grow by time stays as it is until then, so what holds now is enough to
 * know: tags, stage and points can themselves only change at an instant that was looked for.
 */
public final class Horizon {

    /** A row that moves a client one step may let another move it on: not in the same breath, and not days later. */
    public static final Duration SOON = Duration.ofMinutes(1);

    private static final int MOST_STEPS = 6;

    private final TimedTables tables;

    public Horizon(Tables tables) {
        this.tables = new TimedTables(tables);
    }

    /** After a decision that asked the tables where the initiative comes from. */
    public Optional<NextReview> next(FactSheet sheet, List<Look> looks) {
        return next(sheet, looks, row -> false);
    }

    /**
     * @param sheet as it is after the decision: no message waits, tags and stage are those decided
     * @param looks where the initiative comes from
     * @param acts whether it is news that such a row holds at once
     */
    public Optional<NextReview> next(FactSheet sheet, List<Look> looks, Predicate<Row> acts) {
        Instant soon = sheet.at().plus(SOON);
        var present = new Present(tables, sheet);
        looks.forEach(look -> present.look(look, soon, acts));
        present.fade();
        if (!present.isSettled() && settles(present)) {
            present.offerUnsettled(soon);
        }
        return present.next();
    }

    /** Rows that undo each other for ever are no reason to look for ever. */
    private boolean settles(Present present) {
        Present then = present;
        for (int step = 0; step < MOST_STEPS && !then.isSettled(); step++) {
            then = new Present(tables, then.afterwards());
        }
        return then.isSettled();
    }
}
