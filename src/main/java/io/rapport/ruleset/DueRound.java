package io.rapport.ruleset;

import io.rapport.decision.Departure;
import io.rapport.decision.Initiative;
import io.rapport.decision.NextReview;
import io.rapport.decision.Outcome;
import io.rapport.decision.Reply;
import io.rapport.decision.Verdict;
import io.rapport.fact.FactSheet;
import io.rapport.ruleset.stage.Assigning;
import io.rapport.ruleset.stage.Initiating;
import io.rapport.ruleset.stage.Permitting;
import io.rapport.ruleset.stage.Permitting.Question;
import io.rapport.ruleset.stage.Replying;
import io.rapport.ruleset.stage.TouchKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Decides about clients who are due by time: stage by stage for all of them, so that each table is asked once however many they are.
 * Nobody's outcome depends on who else is due.
 */
record DueRound(
        Assigning assigning, Standings standings, Initiating initiating, Permitting permitting, Outlook outlook) {

    List<Outcome> decide(List<Ruleset.Due> all, Instant now) {
        List<FactSheet> sheets =
                all.stream().map(due -> assigning.assign(due.sheet())).toList();
        List<Standings.Standing> standing = standings.of(sheets, now);
        var due = new ArrayList<Initiating.Due>();
        for (int i = 0; i < all.size(); i++) {
            Ruleset.Due one = all.get(i);
            due.add(new Initiating.Due(sheets.get(i), standing.get(i).client(), one.candidates(), one.series()));
        }
        List<Initiating.Initiated> initiated = initiating.initiate(due, now);
        List<Question> questions = questions(due, initiated);
        Iterator<Verdict> verdicts = permitting.permit(questions, now).iterator();
        Iterator<Question> asked = questions.iterator();
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < all.size(); i++) {
            boolean isAsked = !initiated.get(i).initiative().touch().isSilence();
            Initiating.Initiated passed =
                    isAsked ? passed(initiated.get(i), asked.next(), verdicts.next()) : initiated.get(i);
            outcomes.add(outcome(standing.get(i), passed, sheets.get(i)));
        }
        return outcomes;
    }

    private static List<Question> questions(List<Initiating.Due> due, List<Initiating.Initiated> initiated) {
        var questions = new ArrayList<Question>();
        for (int i = 0; i < due.size(); i++) {
            Initiative initiative = initiated.get(i).initiative();
            if (!initiative.touch().isSilence()) {
                Initiating.Due one = due.get(i);
                var departure = new Departure(
                        Departure.PROACTIVE,
                        String.valueOf(one.client().text("channel")),
                        TouchKeys.of(initiative, one.sheet()),
                        initiative.window(),
                        initiative.by());
                questions.add(new Question(one.sheet(), one.client(), departure));
            }
        }
        return questions;
    }

    private Initiating.Initiated passed(Initiating.Initiated initiated, Question question, Verdict verdict) {
        var changes = new ArrayList<>(initiated.changes());
        if (verdict instanceof Verdict.Suppress no) {
            permitting.suppressedUntil(question).ifPresent(until -> changes.add(new NextReview(until, no.by())));
        }
        return new Initiating.Initiated(
                initiated.initiative().with(verdict), initiated.match(), changes, initiated.rows());
    }

    private Outcome outcome(Standings.Standing standing, Initiating.Initiated initiated, FactSheet sheet) {
        var said = new Replying.Said(Reply.silence(), initiated.match());
        Outcome outcome = Standings.outcome(standing, standing, said, initiated.rows());
        return outlook.afterInitiative(outcome.with(initiated.initiative()), sheet, initiated.changes());
    }
}
