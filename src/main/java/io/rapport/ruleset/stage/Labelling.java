package io.rapport.ruleset.stage;

import io.rapport.decision.RowHit;
import io.rapport.decision.Tagging;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.engine.Conclusions;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tags on and off: rows in the order of the sheet, and DRL rules for what is no table. */
public final class Labelling {

    private final RuleEngine tagging;

    public Labelling(RuleEngine tagging) {
        this.tagging = tagging;
    }

    /** @param rows those that put a tag on or take it off, needed or not */
    public record Tagged(Tagging tagging, List<RowHit> rows) {}

    /**
     * @param sheets of one instant
     * @param clients the facts of each, with the score
     */
    public List<Tagged> tag(List<FactSheet> sheets, List<Facts> clients, Instant now) {
        List<List<Row>> matched =
                tagging.rowsForEach(clients.stream().map(Subject::of).toList(), now);
        var tagged = new ArrayList<Tagged>();
        for (int i = 0; i < sheets.size(); i++) {
            Conclusions conclusions = tagging.conclude(sheets.get(i).past());
            tagged.add(tagged(clients.get(i), conclusions, matched.get(i)));
        }
        return tagged;
    }

    private static Tagged tagged(Facts client, Conclusions conclusions, List<Row> matched) {
        var rows = new ArrayList<RowHit>();
        SortedSet<String> tags = new TreeSet<>(client.codes("tags"));
        Map<String, RowHit> changedBy = new HashMap<>();
        for (Conclusions.TagChange conclusion : conclusions.tagsOff()) {
            if (tags.remove(conclusion.tag())) {
                changedBy.put(conclusion.tag(), conclusion.by());
                rows.add(conclusion.by());
            }
        }
        for (Conclusions.TagChange conclusion : conclusions.tagsOn()) {
            tags.add(conclusion.tag());
            changedBy.put(conclusion.tag(), conclusion.by());
            rows.add(conclusion.by());
        }
        for (Row row : matched) {
            tags.addAll(row.codes("tagOn"));
            tags.removeAll(row.codes("tagOff"));
            row.codes("tagOn").forEach(tag -> changedBy.put(tag, row.hit()));
            row.codes("tagOff").forEach(tag -> changedBy.put(tag, row.hit()));
            rows.add(row.hit());
        }
        var tagging = new Tagging(
                Collections.unmodifiableSortedSet(tags),
                changes(tags, client.codes("tags"), changedBy),
                changes(client.codes("tags"), tags, changedBy));
        return new Tagged(tagging, rows);
    }

    /** What is in the one set and not in the other, with the row that made the difference. */
    private static List<Tagging.TagChange> changes(
            java.util.Set<String> in, java.util.Set<String> notIn, Map<String, RowHit> changedBy) {
        return new TreeSet<>(in)
                .stream()
                        .filter(tag -> !notIn.contains(tag))
                        .map(tag -> new Tagging.TagChange(tag, changedBy.get(tag)))
                        .toList();
    }
}
