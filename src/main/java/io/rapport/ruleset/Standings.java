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
        var rows = new ArrayList<RowHit>();
        Score score = scoring.score(sheet, rows);
        Facts client = Scoring.with(sheet.client(), score);
        Tagging tagging = labelling.tag(sheet, client, rows);
        client = client.with(Map.of("tags", tagging.tags()));
        String stage = stage(client, sheet.at(), rows);
        return new Standing(client.with(Map.of("stage", stage)), score, tagging, stage, rows);
    }

    private String stage(Facts client, Instant now, List<RowHit> rows) {
        for (Row row : stages.rowsFor(Subject.of(client), now)) {
            rows.add(row.hit());
            return String.valueOf(row.text("newStage"));
        }
        return String.valueOf(client.text("stage"));
    }

    /** Of what was so before a reply, and after what it brings about. */
    static Outcome outcome(Standing before, Standing after, Replying.Said said, List<RowHit> replyRows) {
        var rows = new LinkedHashMap<String, RowHit>();
        after.rows().forEach(row -> rows.put(row.table() + row.row(), row));
        // Points and band count as they are after the deed; what put a tag on or moved the stage before it stays
        // visible.
        before.rows().stream()
                .filter(row -> row.points() == null && !row.table().equals("bands"))
                .forEach(row -> rows.putIfAbsent(row.table() + row.row(), row));
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
