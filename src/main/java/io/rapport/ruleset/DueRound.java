package io.rapport.ruleset;

import io.rapport.decision.Outcome;
import io.rapport.decision.Reply;
import io.rapport.fact.FactSheet;
import io.rapport.ruleset.stage.Assigning;
import io.rapport.ruleset.stage.Initiating;
import io.rapport.ruleset.stage.Replying;
import io.rapport.ruleset.stage.Venturing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides about clients who are due by time: stage by stage for all of them, so that each table is asked once however many they are.
 * Nobody's outcome depends on who else is due.
 */
record DueRound(Assigning assigning, Standings standings, Venturing venturing, Outlook outlook) {

    List<Outcome> decide(List<Ruleset.Due> all, Instant now) {
        List<FactSheet> sheets =
                all.stream().map(due -> assigning.assign(due.sheet())).toList();
        List<Standings.Standing> standing = standings.of(sheets, now);
        var due = new ArrayList<Initiating.Due>();
        for (int i = 0; i < all.size(); i++) {
            Ruleset.Due one = all.get(i);
            due.add(new Initiating.Due(sheets.get(i), standing.get(i).client(), one.candidates(), one.series(), true));
        }
        List<Initiating.Initiated> ventured = venturing.venture(due, now);
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < all.size(); i++) {
            outcomes.add(outcome(standing.get(i), ventured.get(i), sheets.get(i)));
        }
        return outcomes;
    }

    private Outcome outcome(Standings.Standing standing, Initiating.Initiated ventured, FactSheet sheet) {
        var said = new Replying.Said(Reply.silence(), ventured.match());
        Outcome outcome = Standings.outcome(standing, standing, said, ventured.rows());
        return outlook.afterInitiative(outcome.with(ventured.initiative()), sheet, ventured.changes());
    }
}
