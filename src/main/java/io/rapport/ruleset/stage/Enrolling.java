package io.rapport.ruleset.stage;

import io.rapport.decision.NextReview;
import io.rapport.decision.RowHit;
import io.rapport.decision.SeriesMove;
import io.rapport.fact.Deeds;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Entry;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who comes into which sequence: the first row that holds, of those whose sequence the client may be in (again). */
final class Enrolling {

    private final RuleEngine enrolment;
    private final Sequences sequences;

    Enrolling(RuleEngine enrolment, Sequences sequences) {
        this.enrolment = enrolment;
        this.sequences = sequences;
    }

    /**
     * What became of a client's earlier runs through a sequence.
     *
     * @param endedAt when the last one ended
     */
    private record Runs(Entry sequence, int times, @Nullable Instant endedAt) {

        static Runs of(Entry sequence, List<EventFact> past) {
            int times = 0;
            Instant endedAt = null;
            for (EventFact event : past) {
                if (sequence.code().equals(event.attribute("value"))) {
                    times += event.type().equals(Deeds.SERIES_STARTED) ? 1 : 0;
                    endedAt = event.type().equals(Deeds.SERIES_ENDED) ? event.at() : endedAt;
                }
            }
            return new Runs(sequence, times, endedAt);
        }

        boolean isUsedUp() {
            return times >= sequence.integer("maxCycles");
        }

        Instant opensAt() {
            return endedAt == null ? Instant.MIN : endedAt.plus(Duration.ofDays(sequence.integer("coolDown")));
        }

        Facts facts(Instant now) {
            var facts = new HashMap<String, Object>();
            facts.put("code", sequence.code());
            facts.put("times", (long) times);
            if (endedAt != null) {
                facts.put(
                        "daysSinceEnd",
                        Math.max(0, Duration.between(endedAt, now).toDays()));
            }
            return Facts.of(facts);
        }

        SeriesMove.Enrol enrol(RowHit by) {
            return new SeriesMove.Enrol(sequence.code(), times + 1, by);
        }
    }

    /** @param changes collects when a sequence that still rests opens, if a row wants it */
    Optional<SeriesMove.Enrol> enrol(FactSheet sheet, Facts client, List<NextReview> changes) {
        var runs = new ArrayList<Runs>();
        for (Entry sequence : sequences.all()) {
            var past = Runs.of(sequence, sheet.past());
            // Whoever leaves it in this very decision does not come back in the same breath.
            boolean isLeaving = sequence.code().equals(client.text("sequence"));
            if (!past.isUsedUp() && !isLeaving) {
                runs.add(past);
            }
        }
        List<Subject> subjects = runs.stream()
                .map(past -> new Subject(client, past.facts(sheet.at())))
                .toList();
        List<List<Row>> found = enrolment.rowsForEach(subjects, List.of(), sheet.at());
        Row first = null;
        Runs chosen = null;
        for (int i = 0; i < runs.size(); i++) {
            for (Row row : found.get(i)) {
                if (runs.get(i).opensAt().isAfter(sheet.at())) {
                    changes.add(new NextReview(runs.get(i).opensAt(), rested(row, runs.get(i))));
                } else if (first == null || row.number() < first.number()) {
                    first = row;
                    chosen = runs.get(i);
                }
            }
        }
        return first == null || chosen == null ? Optional.empty() : Optional.of(chosen.enrol(first.hit()));
    }

    private static RowHit rested(Row row, Runs runs) {
        RowHit hit = row.hit();
        String words = hit.reason() + ": перерыв " + runs.sequence().integer("coolDown") + " дн. окончен";
        return new RowHit(hit.table(), hit.row(), runs.sequence().cell(), words, null);
    }

    /** A row of another table starts a sequence, if the client may be in it. */
    Optional<SeriesMove.Enrol> start(String sequence, Row by, FactSheet sheet) {
        return sequences
                .find(sequence)
                .map(entry -> Runs.of(entry, sheet.past()))
                .filter(runs -> !runs.isUsedUp() && !runs.opensAt().isAfter(sheet.at()))
                .map(runs -> runs.enrol(by.hit()));
    }
}
