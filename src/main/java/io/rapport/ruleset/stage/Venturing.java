package io.rapport.ruleset.stage;

import io.rapport.decision.Departure;
import io.rapport.decision.Initiative;
import io.rapport.decision.NextReview;
import io.rapport.decision.Reply;
import io.rapport.decision.RowHit;
import io.rapport.decision.SeriesMove;
import io.rapport.decision.Verdict;
import io.rapport.ruleset.stage.Initiating.Due;
import io.rapport.ruleset.stage.Initiating.Initiated;
import io.rapport.ruleset.stage.Permitting.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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

    /** As {@link Initiating#initiate}, with the verdicts. */
    public List<Initiated> venture(List<Due> all, Instant now) {
        List<Initiated> wanted = new ArrayList<>(initiating.initiate(all, now));
        turnAway(all, wanted, now);
        ask(all, wanted, now);
        return wanted;
    }

    /** Whom the policy would refuse every touch does not come into a sequence. */
    private void turnAway(List<Due> all, List<Initiated> wanted, Instant now) {
        List<Integer> enrolled = which(wanted, initiative -> initiative.action().equals(Initiating.ENROL));
        List<Question> questions = enrolled.stream()
                .map(i -> question(all.get(i), Departure.proactive(channel(all.get(i)))))
                .toList();
        List<Verdict> verdicts = permitting.permit(questions, now);
        List<Integer> refused = new ArrayList<>();
        List<RowHit> refusals = new ArrayList<>();
        for (int n = 0; n < enrolled.size(); n++) {
            RowHit by = wanted.get(enrolled.get(n)).initiative().by();
            if (by != null
                    && verdicts.get(n) instanceof Verdict.Suppress no
                    && permitting.suppressedUntil(questions.get(n)).isEmpty()) {
                refused.add(enrolled.get(n));
                refusals.add(because(by, "не включён", no.by()));
            }
        }
        List<Initiated> instead = initiating.initiate(
                refused.stream().map(i -> all.get(i).withoutEnrolment()).toList(), now);
        for (int n = 0; n < refused.size(); n++) {
            Initiated other = instead.get(n);
            var rows = new ArrayList<>(List.of(refusals.get(n)));
            rows.addAll(other.rows());
            wanted.set(refused.get(n), new Initiated(other.initiative(), other.match(), other.changes(), rows));
        }
    }

    private void ask(List<Due> all, List<Initiated> wanted, Instant now) {
        List<Integer> speaking = which(wanted, initiative -> !initiative.touch().isSilence());
        List<Question> questions = speaking.stream()
                .map(i ->
                        question(all.get(i), departure(all.get(i), wanted.get(i).initiative())))
                .toList();
        List<Verdict> verdicts = permitting.permit(questions, now);
        for (int n = 0; n < speaking.size(); n++) {
            int i = speaking.get(n);
            wanted.set(i, passed(wanted.get(i), questions.get(n), verdicts.get(n)));
        }
    }

    private Initiated passed(Initiated wanted, Question question, Verdict verdict) {
        Initiative initiative = wanted.initiative();
        if (!(verdict instanceof Verdict.Suppress no)) {
            return wanted.with(initiative.with(verdict));
        }
        Optional<Instant> until = permitting.suppressedUntil(question);
        if (until.isEmpty() && initiative.isStep()) {
            return wanted.with(left(initiative, no.by()));
        }
        var changes = new ArrayList<>(wanted.changes());
        until.ifPresent(instant -> changes.add(new NextReview(instant, no.by())));
        return new Initiated(initiative.with(verdict), wanted.match(), changes, wanted.rows());
    }

    private static List<Integer> which(List<Initiated> all, Predicate<Initiative> wanted) {
        return IntStream.range(0, all.size())
                .filter(i -> wanted.test(all.get(i).initiative()))
                .boxed()
                .toList();
    }

    private static Question question(Due due, Departure departure) {
        return new Question(due.sheet(), due.client(), departure);
    }

    private static Departure departure(Due due, Initiative initiative) {
        return new Departure(
                Departure.PROACTIVE,
                channel(due),
                TouchKeys.of(initiative, due.sheet()),
                initiative.window(),
                initiative.by());
    }

    private static String channel(Due due) {
        return String.valueOf(due.client().text("channel"));
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
