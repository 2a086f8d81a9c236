package io.rapport.ruleset;

import io.rapport.decision.Departure;
import io.rapport.decision.Initiative;
import io.rapport.decision.Match;
import io.rapport.decision.NextReview;
import io.rapport.decision.NotMatched;
import io.rapport.decision.Outcome;
import io.rapport.decision.Reply;
import io.rapport.decision.RowHit;
import io.rapport.decision.Score;
import io.rapport.decision.SeriesMove;
import io.rapport.decision.Tagging;
import io.rapport.decision.Trigger;
import io.rapport.decision.Verdict;
import io.rapport.fact.Candidate;
import io.rapport.fact.Candidates;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.parse.TablesParser;
import io.rapport.ruleset.sample.Recogniser;
import io.rapport.ruleset.schema.Schema;
import io.rapport.ruleset.schema.SchemaReader;
import io.rapport.ruleset.stage.Assigning;
import io.rapport.ruleset.stage.Floors;
import io.rapport.ruleset.stage.Initiating;
import io.rapport.ruleset.stage.Labelling;
import io.rapport.ruleset.stage.Matching;
import io.rapport.ruleset.stage.Permitting;
import io.rapport.ruleset.stage.Replying;
import io.rapport.ruleset.stage.Scoring;
import io.rapport.ruleset.stage.Series;
import io.rapport.ruleset.stage.SeriesCheck;
import io.rapport.ruleset.stage.TouchKeys;
import io.rapport.ruleset.stage.Understanding;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import io.rapport.ruleset.table.Tables;
import io.rapport.ruleset.workbook.CellError;
import io.rapport.ruleset.workbook.RawWorkbook;
import io.rapport.ruleset.workbook.WorkbookReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A checked and compiled set of rules. Immutable and safe to share; everything it does is pure, so the same sheet always leads to the
 * same outcome.
 */
public final class Ruleset {

    private final Tables tables;
    private final Map<String, RuleEngine> engines;
    private final Assigning assigning;
    private final Understanding understanding;
    private final Scoring scoring;
    private final Labelling labelling;
    private final Matching matching;
    private final Replying replying;
    private final Series series;
    private final Initiating initiating;
    private final Permitting permitting;
    private final Outlook outlook;

    private Ruleset(Tables tables, Map<String, RuleEngine> engines, Assigning assigning, Recogniser recogniser) {
        this.tables = tables;
        this.engines = engines;
        this.assigning = assigning;
        understanding = new Understanding(engine("signals"), recogniser, Floors.of(tables.settings()));
        scoring = new Scoring(engine("scoring"), engine("fit"), engine("bands"));
        labelling = new Labelling(engine("tagging"));
        matching = new Matching(engine("matching"), tables.settings().number("minimumMatch"));
        replying = new Replying(
                engine("replies"),
                engine("questions"),
                matching,
                tables.settings().integer("maxAnswers"));
        series = new Series(engine("steps"), tables.entries("sequences"), matching);
        initiating = new Initiating(engine("reengagement"), engine("enrolment"), series, matching);
        permitting = new Permitting(engine("policy"), tables.settings().zones("plausibleZones"));
        outlook = new Outlook(tables);
    }

    /**
     * Reads, checks and compiles.
     *
     * @throws RulesetException with every error of every file, if there is any
     */
    public static Ruleset of(RuleFiles files) {
        Schema schema = SchemaReader.read(files.schemas());
        var errors = new ArrayList<CellError>();
        Tables tables = TablesParser.parse(schema, workbooks(schema, files, errors), errors);
        if (!errors.isEmpty()) {
            throw new RulesetException(errors);
        }
        Recogniser recogniser = Lessons.learn(tables, errors);
        var engines = new LinkedHashMap<String, RuleEngine>();
        tables.rules().forEach((id, table) -> engines.put(id, RuleEngine.compile(table, files.drlOf(id), errors)));
        files.drl().keySet().stream()
                .filter(path -> !path.contains("/") || !engines.containsKey(path.substring(0, path.indexOf('/'))))
                .forEach(path -> errors.add(new CellError(
                        "drl/" + path,
                        null,
                        null,
                        null,
                        "файл должен лежать в папке таблицы, например drl/tagging.",
                        "the file must lie in the folder of a table, such as drl/tagging.")));
        Assigning assigning = Assigning.of(tables.table("experiments"), errors);
        errors.addAll(new PolicyGuard(tables).errors());
        SeriesCheck.check(tables, errors);
        if (!errors.isEmpty()) {
            throw new RulesetException(errors);
        }
        return new Ruleset(tables, Map.copyOf(engines), assigning, recogniser);
    }

    private static Map<String, RawWorkbook> workbooks(Schema schema, RuleFiles files, List<CellError> errors) {
        var raw = new LinkedHashMap<String, RawWorkbook>();
        var known = new TreeSet<String>();
        schema.workbooks().forEach(workbook -> known.add(workbook.fileName()));
        for (String name : known) {
            if (!files.bytes().containsKey(name)) {
                errors.add(new CellError(name, null, null, null, "файла нет.", "the file is missing."));
            }
        }
        files.workbooks().forEach((name, bytes) -> {
            if (known.contains(name)) {
                WorkbookReader.read(name, bytes, errors).ifPresent(workbook -> raw.put(name, workbook));
            } else {
                errors.add(new CellError(
                        name,
                        null,
                        null,
                        null,
                        "такой книги нет в схеме. Есть: " + known + ".",
                        "the schema knows no such workbook. There is: " + known + "."));
            }
        });
        return raw;
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
        FactSheet sheet = assigning.assign(read);
        Standing standing = standing(sheet);
        if (trigger != Trigger.MESSAGE) {
            return initiated(sheet, standing, candidates, pinned);
        }
        var rows = new ArrayList<RowHit>();
        Replying.Said said = replying.reply(sheet, standing.client(), candidates, rows);
        List<EventFact> deeds = deeds(said.reply(), sheet);
        Standing after = deeds.isEmpty()
                ? standing
                : standing(sheet.after(deeds).with(standing.tagging().tags()));
        List<SeriesMove> moves = pinned.series.exit(sheet, after.client()).stream()
                .<SeriesMove>map(leave -> leave)
                .toList();
        moves.forEach(move -> rows.add(move.by()));
        Outcome outcome = outcome(standing, after, said, rows)
                .with(new Initiative(Reply.SAY_NOTHING, null, Reply.silence(), null, null, moves, null, null));
        return outlook.afterReply(outcome, sheet, quiet -> pinned.series.comes(quiet, after.client()));
    }

    private Outcome initiated(FactSheet sheet, Standing standing, Candidates candidates, Ruleset pinned) {
        var rows = new ArrayList<RowHit>();
        Initiating.Initiated initiated = initiating.initiate(sheet, standing.client(), candidates, pinned.series, rows);
        Initiative initiative = initiated.initiative();
        var changes = new ArrayList<>(initiated.changes());
        if (!initiative.touch().isSilence()) {
            Departure departure = departure(initiative, standing.client(), sheet);
            initiative = initiative.with(permitting.permit(sheet, standing.client(), departure));
            if (initiative.verdict() instanceof Verdict.Suppress no) {
                permitting
                        .suppressedUntil(sheet, standing.client(), departure)
                        .ifPresent(until -> changes.add(new NextReview(until, no.by())));
            }
        }
        Outcome outcome = outcome(standing, standing, new Replying.Said(Reply.silence(), initiated.match()), rows);
        return outlook.afterInitiative(outcome.with(initiative), sheet, changes);
    }

    private static Departure departure(Initiative initiative, Facts client, FactSheet sheet) {
        return new Departure(
                Departure.PROACTIVE,
                String.valueOf(client.text("channel")),
                TouchKeys.of(initiative, sheet),
                initiative.window(),
                initiative.by());
    }

    /** Whether a touch may leave at the sheet's instant, to a client who stands where the rules say. */
    public Verdict permit(FactSheet sheet, Departure touch) {
        FactSheet assigned = assigning.assign(sheet);
        return permitting.permit(assigned, standing(assigned).client(), touch);
    }

    /** The same if it depends on nothing but these facts, see {@link Permitting#permitAtOnce}. */
    public Optional<Verdict> permitAtOnce(Facts client, Facts touch, Instant now) {
        return permitting.permitAtOnce(client, touch, now);
    }

    /** For each row of the policy that does not hold for this touch: the first cell that stands in the way. */
    public List<NotMatched> whyNot(FactSheet sheet, Departure touch) {
        FactSheet assigned = assigning.assign(sheet);
        return permitting.whyNot(assigned, standing(assigned).client(), touch);
    }

    /** Where a client stands: the facts, enriched by what each stage found. */
    private record Standing(Facts client, Score score, Tagging tagging, String stage, List<RowHit> rows) {}

    private Standing standing(FactSheet sheet) {
        var rows = new ArrayList<RowHit>();
        Score score = scoring.score(sheet, rows);
        Facts client = Scoring.with(sheet.client(), score);
        Tagging tagging = labelling.tag(sheet, client, rows);
        client = client.with(Map.of("tags", tagging.tags()));
        String stage = stage(client, sheet.at(), rows);
        return new Standing(client.with(Map.of("stage", stage)), score, tagging, stage, rows);
    }

    private static List<EventFact> deeds(Reply reply, FactSheet sheet) {
        var deeds = new ArrayList<EventFact>();
        for (Reply.Part part : reply.parts()) {
            if (part.leaves() != null) {
                Map<String, String> attributes = part.product() == null ? Map.of() : Map.of("value", part.product());
                deeds.add(
                        new EventFact(part.leaves(), sheet.at(), sheet.events().size() + deeds.size(), attributes));
            }
        }
        return deeds;
    }

    private static Outcome outcome(Standing before, Standing after, Replying.Said said, List<RowHit> replyRows) {
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

    private String stage(Facts client, Instant now, List<RowHit> rows) {
        for (Row row : engine("stages").rowsFor(Subject.of(client), now)) {
            rows.add(row.hit());
            return String.valueOf(row.text("newStage"));
        }
        return String.valueOf(client.text("stage"));
    }

    /** The rows of a table that count for a subject, as Drools finds them. */
    public List<Row> rowsFor(String table, Subject subject, Instant now) {
        return engine(table).rowsFor(subject, now);
    }

    /** Everything that might have had its say on this sheet and had not: for each row the first cell that stands in the way. */
    public List<NotMatched> whyNot(FactSheet sheet, Outcome outcome) {
        Facts client = Scoring.with(sheet.client(), outcome.score())
                .with(Map.of("tags", outcome.tagging().tags(), "stage", outcome.stage()));
        var misses = new ArrayList<NotMatched>();
        for (String table : List.of("fit", "bands", "tagging", "questions")) {
            misses.addAll(whyNot(table, Subject.of(client)));
        }
        misses.addAll(whyNot(
                "stages",
                Subject.of(client.with(
                        Map.of("stage", String.valueOf(sheet.client().text("stage")))))));
        if (sheet.signals().isEmpty()) {
            misses.addAll(whyNot("reengagement", Subject.of(client)));
        }
        for (SignalFact signal : sheet.signals()) {
            misses.addAll(whyNot("replies", new Subject(client, Replying.facts(signal, sheet))));
        }
        return List.copyOf(misses);
    }

    /** For each row of a table that does not hold: the first cell that stands in the way. */
    public List<NotMatched> whyNot(String table, Subject subject) {
        return tables.table(table).enabledRows().stream()
                .flatMap(row -> row.whyNot(subject).stream())
                .toList();
    }

    private RuleEngine engine(String table) {
        RuleEngine engine = engines.get(table);
        if (engine == null) {
            throw new IllegalStateException("The schema describes no table " + table);
        }
        return engine;
    }
}
