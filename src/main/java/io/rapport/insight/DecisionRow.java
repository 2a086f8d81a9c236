package io.rapport.insight;

import java.time.Instant;
import java.util.List;

/** A decision as it was kept in the journal, with what became of the touches it planned. */
public record DecisionRow(
        long id,
        Instant at,
        String trigger,
        long release,
        String stage,
        String action,
        Explanation why,
        List<PlannedTouch> touches) {

    public record PlannedTouch(long id, String kind, String channel, String state) {}

    DecisionRow withTouches(List<PlannedTouch> touches) {
        return new DecisionRow(id, at, trigger, release, stage, action, why, touches);
    }
}
