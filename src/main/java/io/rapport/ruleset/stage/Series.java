package io.rapport.ruleset.stage;

import io.rapport.decision.Match;
import io.rapport.decision.NextReview;
import io.rapport.decision.Reply;
import io.rapport.decision.RowHit;
import io.rapport.decision.SeriesMove;
import io.rapport.decision.SeriesMove.Leave;
import io.rapport.fact.Candidates;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Entry;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a sequence goes on for somebody who is in it. A step is due some hours after the one before; if another of its conditions
 * does not hold then, or it has nothing fitting to hand over, it is passed over.
 */
public final class Series {

    private static final String SEQUENCE = "SEQUENCE";

    private final RuleEngine steps;
    private final Sequences sequences;
    private final Voice voice;

    public Series(RuleEngine steps, List<Entry> sequences, Matching matching) {
        this.steps = steps;
        this.sequences = new Sequences(sequences);
        this.voice = new Voice(matching);
    }

    Sequences sequences() {
        return sequences;
    }

    /** Whether what has happened ends the sequence the client is in, if the client is in one. */
    public Optional<Leave> exit(FactSheet sheet, Facts client) {
        return client.text("sequence") == null ? Optional.empty() : sequences.exit(sheet, client);
    }

    /**
     * What comes of looking at the next step.
     *
     * @param moves steps passed over, the step taken, or the end
     * @param row the step that is taken or waited for; absent when the sequence is over
     * @param touch what the step says; absent while it is waited for
     * @param due when the step that is waited for comes
     */
    record Walk(
            List<SeriesMove> moves,
            @Nullable Row row,
            @Nullable Reply touch,
            Match match,
            @Nullable NextReview due) {

        boolean isOver() {
            return row == null;
        }
    }

    Walk walk(FactSheet sheet, Facts client, Candidates candidates) {
        String sequence = String.valueOf(client.text("sequence"));
        var moves = new ArrayList<SeriesMove>();
        Instant stepAt = sheet.elapsed().get("hoursInStep") == null
                ? sheet.at()
                : sheet.elapsed().get("hoursInStep").since();
        Facts now = client;
        while (true) {
            long number = now.count("nextStep");
            Optional<Row> row = step(sequence, number);
            if (row.isEmpty()) {
                moves.add(new Leave(
                        sequence,
                        "FINISHED",
                        sequences
                                .find(sequence)
                                .map(entry -> Sequences.hit(entry, "FINISHED"))
                                .orElseThrow()));
                return new Walk(moves, null, null, Match.NOTHING, null);
            }
            Condition delay = delay(row.get());
            if (row.get().enabled() && !delay.holds(Subject.of(now))) {
                return new Walk(moves, row.get(), null, Match.NOTHING, due(row.get(), delay, stepAt));
            }
            if (steps.rowsFor(Subject.of(now), sheet.at()).contains(row.get())) {
                Voice.Spoken spoken = voice.say(row.get(), SEQUENCE, now, candidates, sheet.at());
                if (spoken.part() != null) {
                    moves.add(new SeriesMove.Advance(
                            sequence, (int) number, row.get().hit()));
                    Reply touch = Voice.reply(SEQUENCE, spoken.part(), row.get());
                    return new Walk(moves, row.get(), touch, spoken.match(), null);
                }
            }
            moves.add(new SeriesMove.Advance(sequence, (int) number, passedOver(row.get(), now)));
            stepAt = sheet.at();
            now = now.with(Map.of("nextStep", number + 1, "hoursInStep", 0L));
        }
    }

    /** When the next step comes, as far as its delay goes; the sheet's own instant if it is there already, or the sequence is over. */
    public Optional<NextReview> comes(FactSheet sheet, Facts client) {
        Walk walk = walk(sheet, client, Candidates.NONE);
        if (walk.due() != null) {
            return Optional.of(walk.due());
        }
        return walk.moves().stream().findFirst().map(move -> new NextReview(sheet.at(), move.by()));
    }

    private Optional<Row> step(String sequence, long number) {
        Facts place = Facts.of(Map.of("sequence", sequence, "nextStep", number));
        return steps.table().rows().stream()
                .filter(row -> row.conditions().stream()
                        .filter(condition -> List.of("sequence", "step")
                                .contains(condition.column().key()))
                        .allMatch(condition -> condition.holds(Subject.of(place))))
                .findFirst();
    }

    private static Condition delay(Row row) {
        return row.conditions().stream()
                .filter(condition -> condition.column().key().equals("delay"))
                .findFirst()
                .orElseThrow();
    }

    private static NextReview due(Row row, Condition delay, Instant stepAt) {
        long hours = ((Condition.AtLeast) delay).bound().longValue();
        RowHit hit = row.hit();
        String words = hit.reason() + ": через " + hours + " ч после прошлого шага";
        return new NextReview(
                stepAt.plus(Duration.ofHours(hours)),
                new RowHit(hit.table(), hit.row(), row.place() + "!" + delay.cell(), words, null));
    }

    private static RowHit passedOver(Row row, Facts client) {
        RowHit hit = row.hit();
        String why = !row.enabled()
                ? "строка выключена"
                : row.whyNot(Subject.of(client))
                        .map(miss -> miss.cell() + " " + miss.expected() + ", а у клиента " + miss.actual())
                        .orElse("подходящего материала нет");
        return new RowHit(hit.table(), hit.row(), hit.cell(), hit.reason() + " (шаг пропущен: " + why + ")", null);
    }
}
