package io.rapport.ruleset.stage;

import io.rapport.decision.Initiative;
import io.rapport.decision.Match;
import io.rapport.decision.NextReview;
import io.rapport.decision.Reply;
import io.rapport.decision.RowHit;
import io.rapport.decision.SeriesMove;
import io.rapport.fact.Candidates;
import io.rapport.fact.Deeds;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What is done of the bot's own accord for somebody who is silent: the sequence the client is in goes on; else the client may be
 * enrolled in one; else the first row of the reengagement table counts. Every silence has its row.
 */
public final class Initiating {

    private static final String REOPEN = "REOPEN";
    static final String WAIT = "WAIT";
    static final String ENROL = "ENROL";

    private final RuleEngine reengagement;
    private final Enrolling enrolling;
    private final Series series;
    private final Voice voice;

    public Initiating(RuleEngine reengagement, RuleEngine enrolment, Series series, Matching matching) {
        this.reengagement = reengagement;
        this.enrolling = new Enrolling(enrolment, series.sequences());
        this.series = series;
        this.voice = new Voice(matching);
    }

    /**
     * @param initiative not yet held against the policy
     * @param match the look into the content library, also when nothing fitted
     * @param changes instants that no row's own conditions show: a step comes due, a rested sequence opens, content is looked for
     *     again
     * @param rows those that had their say
     */
    public record Initiated(Initiative initiative, Match match, List<NextReview> changes, List<RowHit> rows) {

        Initiated with(Initiative other) {
            return new Initiated(other, match, changes, rows);
        }
    }

    /**
     * Somebody who is silent.
     *
     * @param client the sheet's facts, with score, tags and stage as decided
     * @param pinned the steps of the release by which the client's sequence goes on
     * @param mayEnrol whether the client may come into a sequence
     */
    public record Due(FactSheet sheet, Facts client, Candidates candidates, Series pinned, boolean mayEnrol) {

        Due withoutEnrolment() {
            return new Due(sheet, client, candidates, pinned, false);
        }

        boolean isOpen() {
            return mayEnrol && isFree(client);
        }

        boolean isInSeries() {
            return client.text("sequence") != null;
        }
    }

    /** @param all with sheets of one instant */
    public List<Initiated> initiate(List<Due> all, Instant now) {
        Iterator<Enrolling.Choice> choices =
                enrolling.choose(all.stream().filter(Due::isOpen).toList(), now).iterator();
        Iterator<List<Row>> reengaging = reengagement
                .rowsForEach(all.stream().map(due -> Subject.of(due.client())).toList(), now)
                .iterator();
        var initiated = new ArrayList<Initiated>();
        for (Due due : all) {
            Enrolling.Choice choice = due.isOpen() ? choices.next() : Enrolling.Choice.NONE;
            initiated.add(initiate(due, choice, reengaging.next()));
        }
        return initiated;
    }

    private Initiated initiate(Due due, Enrolling.Choice choice, List<Row> reengaging) {
        var rows = new ArrayList<RowHit>();
        var moves = new ArrayList<SeriesMove>();
        var changes = new ArrayList<NextReview>();
        Optional<SeriesMove.Leave> exit = due.pinned().exit(due.sheet(), due.client());
        exit.ifPresent(moves::add);
        if (due.isInSeries() && exit.isEmpty() && isFree(due.client())) {
            Series.Walk walk = due.pinned().walk(due.sheet(), due.client(), due.candidates());
            moves.addAll(walk.moves());
            Row row = walk.row();
            if (row != null) {
                if (walk.due() != null) {
                    changes.add(walk.due());
                }
                moves.forEach(move -> rows.add(move.by()));
                rows.add(row.hit());
                return new Initiated(step(walk, row), walk.match(), changes, rows);
            }
        }
        moves.forEach(move -> rows.add(move.by()));
        boolean isStillInSeries = due.isInSeries() && moves.isEmpty();
        if (!isStillInSeries) {
            changes.addAll(choice.changes());
            if (choice.enrol().isPresent()) {
                RowHit by = choice.enrol().get().by();
                rows.add(by);
                moves.add(choice.enrol().get());
                return new Initiated(silence(ENROL, null, moves, by), Match.NOTHING, changes, rows);
            }
        }
        return reengage(due, reengaging, moves, changes, rows);
    }

    /**
     * While something is on its way, nothing would arrive or a person leads the talk, nothing new begins and no sequence goes on; the
     * table says so in rows of its own.
     */
    public static boolean isFree(Facts client) {
        return !client.is("touchPending")
                && !client.is("optedOut")
                && !client.is("holdout")
                && !"HUMAN".equals(client.text("owner"))
                && !Boolean.FALSE.equals(client.get("reachable"));
    }

    private static Initiative step(Series.Walk walk, Row row) {
        Reply touch = walk.touch() == null ? Reply.silence() : walk.touch();
        return new Initiative(
                walk.touch() == null ? WAIT : touch.action(),
                row.text("goal"),
                touch,
                null,
                null,
                List.copyOf(walk.moves()),
                row.text("window"),
                walk.due() == null ? row.hit() : walk.due().by());
    }

    private Initiated reengage(
            Due due, List<Row> found, List<SeriesMove> moves, List<NextReview> changes, List<RowHit> rows) {
        if (found.isEmpty()) {
            return new Initiated(silence(Reply.SAY_NOTHING, null, moves, null), Match.NOTHING, changes, rows);
        }
        Row row = found.get(0);
        rows.add(row.hit());
        String series = row.text("series");
        if (series != null && due.isOpen() && !due.isInSeries()) {
            enrolling.start(series, row, due.sheet()).ifPresent(moves::add);
        }
        String action = String.valueOf(row.text("action"));
        if (!action.equals(REOPEN) || row.text("template") == null) {
            return new Initiated(silence(action, row, moves, row.hit()), Match.NOTHING, changes, rows);
        }
        Instant now = due.sheet().at();
        Voice.Spoken spoken = voice.say(row, REOPEN, due.client(), due.candidates(), now);
        if (spoken.part() == null) {
            RowHit waits = tomorrow(row);
            changes.add(new NextReview(now.plus(Duration.ofDays(1)), waits));
            return new Initiated(silence(WAIT, row, moves, waits), spoken.match(), changes, rows);
        }
        var initiative = new Initiative(
                REOPEN,
                row.text("goal"),
                Voice.reply(REOPEN, spoken.part(), row),
                null,
                null,
                List.copyOf(moves),
                null,
                row.hit());
        return new Initiated(initiative, spoken.match(), changes, rows);
    }

    private static RowHit tomorrow(Row row) {
        RowHit hit = row.hit();
        String words = hit.reason() + " — но подходящего материала нет, посмотрим завтра";
        return new RowHit(hit.table(), hit.row(), hit.cell(), words, null);
    }

    private static Initiative silence(
            String action,
            @org.jspecify.annotations.Nullable Row row,
            List<SeriesMove> moves,
            @org.jspecify.annotations.Nullable RowHit by) {
        String leaves = switch (action) {
            case "REST" -> Deeds.RESTED;
            case "GIVE_UP" -> Deeds.GAVE_UP;
            default -> null;
        };
        String goal = row == null ? null : row.text("goal");
        return new Initiative(action, goal, Reply.silence(), leaves, null, List.copyOf(moves), null, by);
    }
}
