package io.rapport.ruleset;

import io.rapport.decision.Departure;
import io.rapport.decision.Initiative;
import io.rapport.decision.Match;
import io.rapport.decision.NotMatched;
import io.rapport.decision.Outcome;
import io.rapport.decision.Reply;
import io.rapport.decision.RowHit;
import io.rapport.decision.SeriesMove;
import io.rapport.decision.Trigger;
import io.rapport.decision.Verdict;
import io.rapport.fact.Candidate;
import io.rapport.fact.Candidates;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.sample.Recogniser;
import io.rapport.ruleset.stage.Assigning;
import io.rapport.ruleset.stage.Floors;
import io.rapport.ruleset.stage.Initiating;
import io.rapport.ruleset.stage.Labelling;
import io.rapport.ruleset.stage.Matching;
import io.rapport.ruleset.stage.Permitting;
import io.rapport.ruleset.stage.Replying;
import io.rapport.ruleset.stage.Scoring;
import io.rapport.ruleset.stage.Series;
import io.rapport.ruleset.stage.Understanding;
import io.rapport.ruleset.stage.Venturing;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import io.rapport.ruleset.table.Tables;
import io.rapport.ruleset.workbook.CellError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checked and compiled set of rules. Immutable and safe to share; everything it does is pure, so the same sheet always leads to the
 * same outcome.
 */
public final class Ruleset {

    private final Tables tables;
    private final Map<String, RuleEngine> engines;
    private final Assigning assigning;
    private final Recogniser recogniser;
    private final Understanding understanding;
    private final Standings standings;
    private final Matching matching;
    private final Replying replying;
    private final Series series;
    private final Permitting permitting;
    private final Outlook outlook;
    private final DueRound dueRound;

    private Ruleset(Tables tables, Map<String, RuleEngine> engines, Assigning assigning, Recogniser recogniser) {
        this.tables = tables;
        this.engines = engines;
        this.assigning = assigning;
        this.recogniser = recogniser;
        understanding =
                new Understanding(engine("signals"), recogniser, Floors.of(tables.settings()), Lessons.courses(tables));
        standings = new Standings(
                new Scoring(engine("scoring"), engine("fit"), engine("bands")),
                new Labelling(engine("tagging")),
                engine("stages"));
        matching = new Matching(engine("matching"), tables.settings().number("minimumMatch"));
        replying = new Replying(
                engine("replies"),
                engine("questions"),
                matching,
                tables.settings().integer("maxAnswers"));
        series = new Series(engine("steps"), tables.entries("sequences"), matching);
        permitting = new Permitting(
                engine("policy"),
                tables.settings().zones("plausibleZones"),
                Duration.ofDays(tables.settings().integer("holdDays")));
        outlook = new Outlook(tables);
        var initiating = new Initiating(engine("reengagement"), engine("enrolment"), series, matching);
        dueRound = new DueRound(assigning, standings, new Venturing(initiating, permitting), outlook);
    }

    /**
     * Reads, checks and compiles.
     *
     * @throws RulesetException with every error of every file, if there is any
     */
    public static Ruleset of(RuleFiles files) {
        Compiled compiled = Compiled.of(files);
        return new Ruleset(compiled.tables(), compiled.engines(), compiled.assigning(), compiled.recogniser());
    }

    /** What may be meant, but hardly is; it does not keep the rules from being published. */
    public List<CellError> findings() {
        return new PolicyGuard(tables).warnings();
    }

    public Tables tables() {
        return tables;
    }

    /** The arms of all experiments, in the order of their rows. */
    public List<Assigning.Arm> arms() {
        return assigning.arms();
    }

    /** Those of them that stand for a release of the past as a whole. */
    public List<Assigning.Arm> releaseArms() {
        return arms().stream().filter(arm -> arm.release() != null).toList();
    }

    /** The arm by whose release this client is decided about, if there is one. */
    public Optional<Assigning.Arm> releaseArmOf(long clientId, @Nullable String source, String language, Instant now) {
        Facts client = Facts.of(
                source == null ? Map.of("language", language) : Map.of("language", language, "source", source));
        return assigning.releaseArmOf(clientId, client, now);
    }

    /** The same rules for clients whom other rules divide into arms. */
    public Ruleset withArmsOf(Ruleset other) {
        return new Ruleset(tables, engines, other.assigning, recogniser);
    }

    /** What a message means, see {@link Understanding#signalsIn}. */
    public List<SignalFact> understand(String message, Facts client, Instant now) {
        return understanding.signalsIn(message, client, now);
    }

    /** Why a signal was found, in words for people: the reason of the row, or the sample it is like. */
    public String whyFound(SignalFact signal) {
        if (signal.row() == null) {
            return "";
        }
        return signal.likeness() == null
                ? tables.table("signals").row(signal.row()).map(Row::reason).orElse("")
                : tables.lesson("samples")
                        .row(signal.row())
                        .map(row -> String.format(
                                Locale.ROOT, "похоже на образец «%s», %.2f", row.text("text"), signal.likeness()))
                        .orElse("");
    }

    /** What the library has for a client who has these facts. */
    public Match match(Facts client, List<Candidate> candidates, int limit, Instant now) {
        return matching.match(client, candidates, limit, now);
    }

    /**
     * Scoring, tagging, staging and, on a message, the reply, else what is done of the bot's own accord; each stage sees what earlier
     * ones decided. What the reply itself brings about (an offer is made, a lesson booked) counts at once. And, whatever the trigger: when to decide again if nothing happens.
     */
    public Outcome decide(FactSheet sheet, Trigger trigger, Candidates candidates) {
        return decide(sheet, trigger, candidates, this);
    }

    /** @param pinned the rules by which the sequence that the client is in goes on: those it began with */
    public Outcome decide(FactSheet read, Trigger trigger, Candidates candidates, Ruleset pinned) {
        if (trigger != Trigger.MESSAGE) {
            return decide(List.of(new Due(read, candidates, pinned)), read.at()).get(0);
        }
        FactSheet sheet = assigning.assign(read);
        Standings.Standing standing = standings.of(sheet);
        var rows = new ArrayList<RowHit>();
        Replying.Said said = replying.reply(sheet, standing.client(), candidates, rows);
        List<EventFact> deeds = deeds(said.reply(), sheet);
        Standings.Standing after = deeds.isEmpty()
                ? standing
                : standings.of(sheet.after(deeds).with(standing.tagging().tags()));
        List<SeriesMove> moves = pinned.series.exit(sheet, after.client()).stream()
                .<SeriesMove>map(leave -> leave)
                .toList();
        moves.forEach(move -> rows.add(move.by()));
        Outcome outcome = Standings.outcome(standing, after, said, rows)
                .with(new Initiative(Reply.SAY_NOTHING, null, Reply.silence(), null, null, moves, null, null));
        return outlook.afterReply(outcome, sheet, quiet -> pinned.series.comes(quiet, after.client()));
    }

    /** Whether a touch may leave at the sheet's instant, to a client who stands where the rules say. */
    public Verdict permit(FactSheet sheet, Departure touch) {
        FactSheet assigned = assigning.assign(sheet);
        return permitting.permit(assigned, standings.of(assigned).client(), touch);
    }

    /** The same if it depends on nothing but these facts, see {@link Permitting#permitAtOnce}. */
    public Optional<Verdict> permitAtOnce(Facts client, Facts touch, Instant now) {
        return permitting.permitAtOnce(client, touch, now);
    }

    /** For each row of the policy that does not hold for this touch: the first cell that stands in the way. */
    public List<NotMatched> whyNot(FactSheet sheet, Departure touch) {
        FactSheet assigned = assigning.assign(sheet);
        return permitting.whyNot(assigned, standings.of(assigned).client(), touch);
    }

    /** A client who is due by time; see {@link #decide(FactSheet, Trigger, Candidates, Ruleset)} for the pinned rules. */
    public record Due(FactSheet sheet, Candidates candidates, Ruleset pinned) {

        Series series() {
            return pinned.series;
        }
    }

    /**
     * Decides about many clients who are due by time as about each of them alone, only faster.
     *
     * @param all with sheets of this instant
     * @return the outcomes in the order of the clients
     */
    public List<Outcome> decide(List<Due> all, Instant now) {
        return dueRound.decide(all, now);
    }

    private static List<EventFact> deeds(Reply reply, FactSheet sheet) {
        var deeds = new ArrayList<EventFact>();
        for (Reply.Part part : reply.parts()) {
            if (part.leaves() != null) {
                deeds.add(new EventFact(
                        part.leaves(), sheet.at(), sheet.events().size() + deeds.size(), part.leavesWith()));
            }
        }
        return deeds;
    }

    /** The rows of a table that count for a subject, as Drools finds them. */
    public List<Row> rowsFor(String table, Subject subject, Instant now) {
        return engine(table).rowsFor(subject, now);
    }

    /** Everything that might have had its say on this sheet and had not: for each row the first cell that stands in the way. */
    public List<NotMatched> whyNot(FactSheet sheet, Outcome outcome) {
        return Obstacles.of(tables, sheet, outcome);
    }

    /** For each row of a table that does not hold: the first cell that stands in the way. */
    public List<NotMatched> whyNot(String table, Subject subject) {
        return Obstacles.of(tables, table, subject);
    }

    private RuleEngine engine(String table) {
        RuleEngine engine = engines.get(table);
        if (engine == null) {
            throw new IllegalStateException("The schema describes no table " + table);
        }
        return engine;
    }
}
