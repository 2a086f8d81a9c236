package io.rapport.decision;

import java.time.Instant;

/** What the policy says about one touch at one instant, and the row that says so. */
public sealed interface Verdict {

    RowHit by();

    record Allow(RowHit by) implements Verdict {}

    /**
     * Not now. What is right then is decided then: a held touch is never sent as it was.
     *
     * @param until the first instant at which the same policy would no longer hold it
     */
    record Hold(Instant until, RowHit by) implements Verdict {}

    record Suppress(RowHit by) implements Verdict {}
}
