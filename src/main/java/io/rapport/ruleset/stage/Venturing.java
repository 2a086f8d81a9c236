package io.rapport.ruleset.stage;

import io.rapport.decision.Departure;
import io.rapport.decision.Initiative;
import io.rapport.decision.NextReview;
import io.rapport.decision.Reply;
import io.rapport.decision.RowHit;
import io.rapport.decision.SeriesMove;
import io.rapport.decision.Verdict;
import io.rapport.fact.Candidates;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.stage.Initiating.Initiated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is done of the bot's own accord once the policy has been asked. Nobody waits in a sequence for what may not leave: where the
 * policy refuses and time alone does not change its mind, nobody comes in, and who is in it goes out, so that the rows that know
 * what else to do have their say.
 */
public final class Venturing {

    private static final String REFUSED = "REFUSED";

    private final Initiating initiating;
    private final Permitting permitting;

    public Venturing(Initiating initiating, Permitting permitting) {
        this.initiating = initiating;
        this.permitting = permitting;
    }

    /** As {@link Initiating#initiate}, with the verdict. */
    public Initiated venture(FactSheet sheet, Facts client, Candidates candidates, Series pinned, List<RowHit> rows) {
        var hits = new ArrayList<RowHit>();
        Initiated wanted = initiating.initiate(sheet, client, candidates, pinned, true, hits);
        Optional<RowHit> refusal = refusesToEnrol(wanted.initiative(), sheet, client);
        if (refusal.isPresent()) {
            hits.clear();
            hits.add(refusal.get());
            wanted = initiating.initiate(sheet, client, candidates, pinned, false, hits);
        }
        Initiated asked = wanted.initiative().touch().isSilence() ? wanted : ask(wanted, sheet, client);
        rows.addAll(hits);
        return asked;
    }

    private Optional<RowHit> refusesToEnrol(Initiative initiative, FactSheet sheet, Facts client) {
        RowHit by = initiative.by();
        if (by == null || !initiative.action().equals(Initiating.ENROL)) {
            return Optional.empty();
        }
        var departure = Departure.proactive(String.valueOf(client.text("channel")));
        return permitting.permit(sheet, client, departure) instanceof Verdict.Suppress no
                        && permitting.suppressedUntil(sheet, client, departure).isEmpty()
                ? Optional.of(because(by, "не включён", no.by()))
                : Optional.empty();
    }

    private Initiated ask(Initiated wanted, FactSheet sheet, Facts client) {
        Initiative initiative = wanted.initiative();
        var departure = new Departure(
                Departure.PROACTIVE,
                String.valueOf(client.text("channel")),
                TouchKeys.of(initiative, sheet),
                initiative.window(),
                initiative.by());
        Verdict verdict = permitting.permit(sheet, client, departure);
        if (!(verdict instanceof Verdict.Suppress no)) {
            return wanted.with(initiative.with(verdict));
        }
        Optional<Instant> until = permitting.suppressedUntil(sheet, client, departure);
        if (until.isEmpty() && initiative.isStep()) {
            return wanted.with(left(initiative, no.by()));
        }
        var changes = new ArrayList<>(wanted.changes());
        until.ifPresent(instant -> changes.add(new NextReview(instant, no.by())));
        return new Initiated(initiative.with(verdict), wanted.match(), List.copyOf(changes));
    }

    /** The steps passed over before stay so; instead of the one that may not leave, the sequence ends. */
    private static Initiative left(Initiative step, RowHit refusal) {
        var moves = new ArrayList<SeriesMove>();
        RowHit why = refusal;
        for (SeriesMove move : step.moves()) {
            if (move.by().equals(step.by())) {
                why = because(move.by(), "цепочка окончена", refusal);
                moves.add(new SeriesMove.Leave(move.sequence(), REFUSED, why));
            } else {
                moves.add(move);
            }
        }
        return new Initiative(Initiating.WAIT, step.goal(), Reply.silence(), null, null, List.copyOf(moves), null, why);
    }

    private static RowHit because(RowHit row, String what, RowHit refusal) {
        String words = "%s (%s: %s %s)".formatted(row.reason(), what, refusal.row(), refusal.reason());
        return new RowHit(row.table(), row.row(), row.cell(), words, null);
    }
}
