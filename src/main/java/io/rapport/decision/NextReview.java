package io.rapport.decision;

import java.time.Instant;

/**
 * When a client is due although nothing happens.
 *
 * @param at the earliest instant at which the passing of time could change what the rules say of this client
 * @param by the row whose cell waits for that instant; its reason names the cell and its threshold
 */
public record NextReview(Instant at, RowHit by) {

    /** The row and the cell that wait, and for what, in one line. */
    public String waitsFor() {
        return by.row() + " " + by.cell() + ": " + by.reason();
    }
}
