package io.rapport.decision;

/** What a decision changes about a client's place in a sequence. */
public sealed interface SeriesMove {

    String sequence();

    RowHit by();

    /** @param cycle how many times this client will have been in this sequence, this time included */
    record Enrol(String sequence, int cycle, RowHit by) implements SeriesMove {}

    /** @param step the number of the step that is taken (or passed over, if its condition does not hold) */
    record Advance(String sequence, int step, RowHit by) implements SeriesMove {}

    /** @param reason such as REPLIED, PURCHASED, STOPPED, STAGE, FINISHED or REFUSED (by the policy) */
    record Leave(String sequence, String reason, RowHit by) implements SeriesMove {}
}
