package io.rapport.ruleset;

import io.rapport.decision.NotMatched;
import io.rapport.decision.Outcome;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.stage.Replying;
import io.rapport.ruleset.stage.Scoring;
import io.rapport.ruleset.table.Subject;
import io.rapport.ruleset.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Why rows had no say. */
final class Obstacles {

    private Obstacles() {}

    /** Everything that might have had its say on this sheet and had not: for each row the first cell that stands in the way. */
    static List<NotMatched> of(Tables tables, FactSheet sheet, Outcome outcome) {
        Facts client = Scoring.with(sheet.client(), outcome.score())
                .with(Map.of("tags", outcome.tagging().tags(), "stage", outcome.stage()));
        var misses = new ArrayList<NotMatched>();
        for (String table : List.of("fit", "bands", "tagging", "questions")) {
            misses.addAll(of(tables, table, Subject.of(client)));
        }
        misses.addAll(of(
                tables,
                "stages",
                Subject.of(client.with(
                        Map.of("stage", String.valueOf(sheet.client().text("stage")))))));
        if (sheet.signals().isEmpty()) {
            misses.addAll(of(tables, "reengagement", Subject.of(client)));
        }
        for (SignalFact signal : sheet.signals()) {
            misses.addAll(of(tables, "replies", new Subject(client, Replying.facts(signal, sheet))));
        }
        return List.copyOf(misses);
    }

    /** For each row of a table that does not hold: the first cell that stands in the way. */
    static List<NotMatched> of(Tables tables, String table, Subject subject) {
        return tables.table(table).enabledRows().stream()
                .flatMap(row -> row.whyNot(subject).stream())
                .toList();
    }
}
