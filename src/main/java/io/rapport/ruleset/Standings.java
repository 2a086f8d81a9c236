package io.rapport.ruleset;

import io.rapport.decision.Outcome;
import io.rapport.decision.RowHit;
import io.rapport.decision.Score;
import io.rapport.decision.Tagging;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.stage.Labelling;
import io.rapport.ruleset.stage.Replying;
import io.rapport.ruleset.stage.Scoring;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scoring, tagging and staging: each sees what the earlier ones found. */
record Standings(Scoring scoring, Labelling labelling, RuleEngine stages) {

    /** Where a client stands: the facts, enriched by what each stage found. */
    record Standing(Facts client, Score score, Tagging tagging, String stage, List<RowHit> rows) {}

    Standing of(FactSheet sheet) {
        return of(List.of(sheet), sheet.at()).get(0);
    }

    /** @param sheets of one instant */
    List<Standing> of(List<FactSheet> sheets, Instant now) {
        List<Scoring.Scored> scored = scoring.score(sheets, now);
        var clients = new ArrayList<Facts>();
        for (int i = 0; i < sheets.size(); i++) {
            clients.add(Scoring.with(sheets.get(i).client(), scored.get(i).score()));
        }
        List<Labelling.Tagged> tagged = labelling.tag(sheets, clients, now);
        for (int i = 0; i < sheets.size(); i++) {
            clients.set(
                    i,
                    clients.get(i).with(Map.of("tags", tagged.get(i).tagging().tags())));
        }
        List<List<Row>> staged =
                stages.rowsForEach(clients.stream().map(Subject::of).toList(), now);
        var standings = new ArrayList<Standing>();
        for (int i = 0; i < sheets.size(); i++) {
            standings.add(standing(clients.get(i), scored.get(i), tagged.get(i), staged.get(i)));
        }
        return standings;
    }

    private static Standing standing(Facts client, Scoring.Scored scored, Labelling.Tagged tagged, List<Row> staged) {
        var rows = new ArrayList<>(scored.rows());
        rows.addAll(tagged.rows());
        String stage = String.valueOf(client.text("stage"));
        if (!staged.isEmpty()) {
            rows.add(staged.get(0).hit());
            stage = String.valueOf(staged.get(0).text("newStage"));
        }
        return new Standing(
                client.with(Map.of("stage", stage)), scored.score(), tagged.tagging(), stage, List.copyOf(rows));
    }

    /** Of what was so before a reply, and after what it brings about. */
    static Outcome outcome(Standing before, Standing after, Replying.Said said, List<RowHit> replyRows) {
        var rows = new LinkedHashMap<String, RowHit>();
        after.rows().forEach(row -> rows.put(row.table() + row.row(), row));
        // Points and band count as they are after the deed; what put a tag on or moved the stage before it stays
        // visible.
        if (before != after) {
            before.rows().stream()
                    .filter(row -> row.points() == null && !row.table().equals("bands"))
                    .forEach(row -> rows.putIfAbsent(row.table() + row.row(), row));
        }
        replyRows.forEach(row -> rows.putIfAbsent(row.table() + row.row(), row));
        return new Outcome(
                after.score(),
                before == after ? after.tagging() : before.tagging().then(after.tagging()),
                after.stage(),
                said.reply(),
                said.match(),
                List.copyOf(rows.values()));
    }
}
