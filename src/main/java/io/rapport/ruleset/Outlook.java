package io.rapport.ruleset;

import io.rapport.decision.Initiative;
import io.rapport.decision.NextReview;
import io.rapport.decision.Outcome;
import io.rapport.decision.SeriesMove;
import io.rapport.fact.Deeds;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.ruleset.horizon.Aftermath;
import io.rapport.ruleset.horizon.Horizon;
import io.rapport.ruleset.horizon.Look;
import io.rapport.ruleset.horizon.Resting;
import io.rapport.ruleset.stage.Initiating;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When to decide again, seen from a decision: with what it brings about, and by the tables that will be asked then. */
final class Outlook {

    private static final String ENROLMENT = "enrolment";
    private static final String REENGAGEMENT = "reengagement";

    private final Tables tables;
    private final Horizon horizon;

    Outlook(Tables tables) {
        this.tables = tables;
        horizon = new Horizon(tables);
    }

    /** @param step when the next step of a sequence comes that goes on in spite of the message */
    Outcome afterReply(Outcome outcome, FactSheet sheet, Function<FactSheet, Optional<NextReview>> step) {
        FactSheet quiet = left(outcome.initiative(), Aftermath.of(outcome.reply(), decided(outcome, sheet)));
        if (quiet.client().text("sequence") == null) {
            return outcome.with(horizon.next(quiet, looks(quiet), Outlook::acts).orElse(null));
        }
        var soon = quiet.at().plus(Horizon.SOON);
        Optional<NextReview> comes =
                step.apply(quiet).map(review -> review.at().isAfter(soon) ? review : new NextReview(soon, review.by()));
        return outcome.with(earliest(comes, horizon.next(quiet, List.of())));
    }

    /** @param changes what is known already to change the initiative */
    Outcome afterInitiative(Outcome outcome, FactSheet sheet, List<NextReview> changes) {
        Initiative initiative = outcome.initiative();
        FactSheet then = left(initiative, decided(outcome, sheet));
        if (initiative.leaves() != null) {
            then = then.quiet(List.of(new EventFact(
                    initiative.leaves(), sheet.at(), sheet.events().size(), Map.of())));
        }
        boolean isStep = initiative.by() != null && initiative.by().table().equals("steps");
        Optional<NextReview> known = changes.stream().min(Comparator.comparing(NextReview::at));
        return outcome.with(earliest(known, horizon.next(then, isStep ? List.of() : looks(then))));
    }

    private static FactSheet decided(Outcome outcome, FactSheet sheet) {
        return sheet.knowing(Map.of("tags", Set.copyOf(outcome.tagging().tags()), "stage", outcome.stage()));
    }

    private static FactSheet left(Initiative initiative, FactSheet sheet) {
        var ended = new ArrayList<EventFact>();
        for (SeriesMove move : initiative.moves()) {
            if (move instanceof SeriesMove.Leave leave) {
                ended.add(new EventFact(
                        Deeds.SERIES_ENDED, sheet.at(), sheet.events().size(), Map.of("value", leave.sequence())));
            }
        }
        return ended.isEmpty() ? sheet : sheet.in(null).quiet(ended);
    }

    private List<Look> looks(FactSheet sheet) {
        return Initiating.isFree(sheet.client()) && sheet.client().text("sequence") == null
                ? List.of(Resting.look(ENROLMENT, tables.entries("sequences"), sheet), Look.into(REENGAGEMENT))
                : List.of(Look.into(REENGAGEMENT));
    }

    /** To wait is what is done anyway. */
    private static boolean acts(Row row) {
        return row.table().equals(ENROLMENT) || !"WAIT".equals(row.text("action"));
    }

    private static @Nullable NextReview earliest(Optional<NextReview> one, Optional<NextReview> other) {
        return Stream.of(one, other)
                .flatMap(Optional::stream)
                .min(Comparator.comparing(NextReview::at))
                .orElse(null);
    }
}
