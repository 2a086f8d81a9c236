package io.rapport.ruleset.stage;

import io.rapport.decision.Initiative;
import io.rapport.decision.SeriesMove;
import io.rapport.fact.Deeds;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;

/**
 * The same intention has the same key, on every node and however often it is decided: a step of a run through a sequence, or the
 * touch that follows the one that left last.
 */
public final class TouchKeys {

    private TouchKeys() {}

    public static String of(Initiative initiative, FactSheet sheet) {
        for (SeriesMove move : initiative.moves()) {
            if (move instanceof SeriesMove.Advance step && move.by().equals(initiative.by())) {
                return "series:%s:%d:%d"
                        .formatted(step.sequence(), sheet.client().count("sequenceCycle"), step.step());
            }
        }
        String last = "first";
        for (EventFact event : sheet.past()) {
            last = event.type().equals(Deeds.TOUCHED) ? "after-" + event.at().toEpochMilli() : last;
        }
        return "reopen:" + last;
    }
}
