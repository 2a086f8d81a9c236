package io.rapport.ruleset.horizon;

import io.rapport.decision.NextReview;
import io.rapport.decision.RowHit;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The earliest of the instants that were offered, all later than now. */
final class Earliest {

    private final Instant now;
    private Instant at = Instant.MAX;
    private @Nullable Supplier<RowHit> by;

    Earliest(Instant now) {
        this.now = now;
    }

    /** The instant so far; {@link Instant#MAX} if there is none. */
    Instant at() {
        return at;
    }

    void offer(Instant candidate, Supplier<RowHit> row) {
        if (candidate.isAfter(now) && candidate.isBefore(at)) {
            at = candidate;
            by = row;
        }
    }

    void opening(Row row, Window window) {
        offer(
                window.opens(),
                () -> hit(
                        row,
                        window.opener(),
                        row.validFrom() == null ? "перерыв окончен" : "«Действует с» " + row.validFrom()));
    }

    void closing(Row row, Window window) {
        offer(window.closes(), () -> hit(row, window.closer(), "«Действует по» " + row.validTo()));
    }

    Optional<NextReview> review() {
        return by == null ? Optional.empty() : Optional.of(new NextReview(at, by.get()));
    }

    /** The row, with the cell that waits and what it waits for. */
    static RowHit hit(Row row, @Nullable Condition cell, String otherwise) {
        String place = cell == null ? row.hit().cell() : row.place() + "!" + cell.cell();
        String waits = cell == null ? otherwise : "«" + cell.column().header().ru() + "» " + cell.expected();
        return new RowHit(row.table(), row.id(), place, row.reason() + ": " + waits, null);
    }
}
