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
import java.util.Iterator;
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

    /** @param changes when a sequence that still rests opens, if a row wants it */
    record Choice(Optional<SeriesMove.Enrol> enrol, List<NextReview> changes) {

        static final Choice NONE = new Choice(Optional.empty(), List.of());
    }

    /** For each of these, in their order. */
    List<Choice> choose(List<Initiating.Due> all, Instant now) {
        List<List<Runs>> open =
                all.stream().map(due -> open(due.sheet(), due.client())).toList();
        var subjects = new ArrayList<Subject>();
        for (int i = 0; i < all.size(); i++) {
            for (Runs runs : open.get(i)) {
                subjects.add(new Subject(all.get(i).client(), runs.facts(now)));
            }
        }
        Iterator<List<Row>> found = enrolment.rowsForEach(subjects, now).iterator();
        return open.stream().map(runs -> choose(runs, found, now)).toList();
    }

    private List<Runs> open(FactSheet sheet, Facts client) {
        var runs = new ArrayList<Runs>();
        for (Entry sequence : sequences.all()) {
            var past = Runs.of(sequence, sheet.past());
            // Whoever leaves it in this very decision does not come back in the same breath.
            boolean isLeaving = sequence.code().equals(client.text("sequence"));
            if (!past.isUsedUp() && !isLeaving) {
                runs.add(past);
            }
        }
        return runs;
    }

    /** @param found the rows for each of the runs come next */
    private static Choice choose(List<Runs> all, Iterator<List<Row>> found, Instant now) {
        var changes = new ArrayList<NextReview>();
        Row first = null;
        Runs chosen = null;
        for (Runs runs : all) {
            for (Row row : found.next()) {
                if (runs.opensAt().isAfter(now)) {
                    changes.add(new NextReview(runs.opensAt(), rested(row, runs)));
                } else if (first == null || row.number() < first.number()) {
                    first = row;
                    chosen = runs;
                }
            }
        }
        return new Choice(
                first == null || chosen == null ? Optional.empty() : Optional.of(chosen.enrol(first.hit())), changes);
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
