package io.rapport.ruleset.stage;

import io.rapport.fact.Deeds;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Entry;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Tables;
import io.rapport.ruleset.workbook.CellError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What must not go live of sequences and of writing first: steps with holes, a sequence that would begin again as soon as it ends,
 * a row that has nothing to say.
 */
public final class SeriesCheck {

    private static final Pattern WINDOW =
            Pattern.compile("([01]?\\d|2[0-3]):[0-5]\\d\\s*[–-]\\s*(([01]?\\d|2[0-3]):[0-5]\\d|24:00)");
    /** These mean that something was really done, so no row may claim them. */
    private static final Set<String> OWN_EVENTS = Set.of(
            Deeds.TOUCHED,
            Deeds.TOUCH_LOST,
            Deeds.RESTED,
            Deeds.GAVE_UP,
            Deeds.SERIES_STARTED,
            Deeds.SERIES_ENDED,
            Deeds.REPLIED,
            Deeds.QUESTION_ASKED,
            Deeds.CONTENT_SENT);

    private final Tables tables;
    private final List<CellError> errors;

    private SeriesCheck(Tables tables, List<CellError> errors) {
        this.tables = tables;
        this.errors = errors;
    }

    /** @param errors collects what is wrong, each with its cell */
    public static void check(Tables tables, List<CellError> errors) {
        new SeriesCheck(tables, errors).check();
    }

    private void check() {
        Map<String, TreeMap<Long, Row>> steps = new HashMap<>();
        tables.table("steps").rows().forEach(row -> step(row, steps));
        for (Entry sequence : tables.entries("sequences")) {
            numbers(sequence, steps.getOrDefault(sequence.code(), new TreeMap<>()));
            sequence(sequence);
        }
        tables.table("enrolment").enabledRows().forEach(this::enrolment);
        tables.table("reengagement").enabledRows().forEach(this::reengagement);
    }

    private void step(Row row, Map<String, TreeMap<Long, Row>> steps) {
        Optional<Condition> step = condition(row, "step");
        Optional<Condition> delay = condition(row, "delay");
        if (step.isEmpty() || delay.isEmpty()) {
            return;
        }
        long number = ((Condition.Equal) step.get()).number().longValue();
        for (String sequence : sequences(row)) {
            Row earlier =
                    steps.computeIfAbsent(sequence, code -> new TreeMap<>()).putIfAbsent(number, row);
            if (earlier != null) {
                at(
                        row,
                        step.get().cell(),
                        "Шаг",
                        "шаг " + number + " цепочки " + sequence + " уже есть в строке " + earlier.id() + ".",
                        "step " + number + " of " + sequence + " is already there in " + earlier.id() + ".");
            }
        }
        if (number > 1 && ((Condition.AtLeast) delay.get()).bound().signum() == 0) {
            at(
                    row,
                    delay.get().cell(),
                    "Часов после прошлого шага",
                    "0 — два сообщения подряд в одну минуту. Нужен хотя бы 1 час.",
                    "0 would send two messages at once; 1 hour at least is needed.");
        }
        if (row.text("template") == null) {
            at(
                    row,
                    "A" + row.number(),
                    "Шаблон",
                    row.id() + ": шаг ничего не говорит.",
                    row.id() + ": the step says nothing.");
        }
        String window = row.text("window");
        if (window != null && !WINDOW.matcher(window.strip()).matches()) {
            at(
                    row,
                    "A" + row.number(),
                    "Когда отправлять",
                    row.id() + ": «" + window + "»: нужно время, например 10:00–19:00.",
                    row.id() + ": \"" + window + "\": times are needed, such as 10:00–19:00.");
        }
        event(row);
    }

    private void numbers(Entry sequence, TreeMap<Long, Row> steps) {
        if (steps.isEmpty()) {
            at(
                    sequence,
                    "Код",
                    "у цепочки " + sequence.code() + " нет ни одного шага.",
                    "the sequence " + sequence.code() + " has no step.");
        }
        long expected = 1;
        for (Map.Entry<Long, Row> step : steps.entrySet()) {
            if (step.getKey() != expected) {
                at(
                        step.getValue(),
                        condition(step.getValue(), "step").orElseThrow().cell(),
                        "Шаг",
                        "в цепочке " + sequence.code() + " нет шага " + expected + ": дальше него никто не пройдёт.",
                        "the sequence " + sequence.code() + " has no step " + expected + ": nobody gets beyond it.");
                return;
            }
            expected++;
        }
    }

    private void sequence(Entry sequence) {
        if (sequence.integer("maxCycles") > 1 && sequence.integer("coolDown") == 0) {
            at(
                    sequence,
                    "Перерыв, дней",
                    "без перерыва цепочка " + sequence.code() + " начиналась бы снова сразу после конца.",
                    "without a cool-down " + sequence.code() + " would begin again as soon as it ends.");
        }
        boolean byStage = sequence.codes("exits").contains("STAGE");
        if (byStage == sequence.codes("exitStages").isEmpty()) {
            at(
                    sequence,
                    "Стадии выхода",
                    byStage
                            ? "названо «дошёл до стадии», а стадий нет."
                            : "стадии есть, а выхода «дошёл до стадии» нет.",
                    byStage ? "the exit by stage names no stage." : "there are stages but no exit by stage.");
        }
    }

    /** Whoever is enrolled where the exit stands goes in and out for nothing. */
    private void enrolment(Row row) {
        for (String code : sequences(row)) {
            Set<String> exits = tables.entries("sequences").stream()
                    .filter(entry -> entry.code().equals(code))
                    .findFirst()
                    .map(entry -> entry.codes("exitStages"))
                    .orElse(Set.of());
            condition(row, "stage")
                    .filter(stage ->
                            stage instanceof Condition.OneOf of && !of.negated() && exits.containsAll(of.values()))
                    .ifPresent(stage -> at(
                            row,
                            stage.cell(),
                            "Стадия",
                            "на этих стадиях из цепочки " + code + " сразу выходят: строка включала бы впустую.",
                            "at these stages " + code + " ends at once: the row would enrol for nothing."));
        }
    }

    private void reengagement(Row row) {
        boolean speaks = "REOPEN".equals(row.text("action"));
        boolean isMute = row.text("template") == null && row.text("series") == null;
        if (speaks && isMute) {
            at(
                    row,
                    "A" + row.number(),
                    "Шаблон",
                    row.id() + ": «написать», а шаблона нет.",
                    row.id() + ": it reopens but has no template.");
        }
        if (!speaks && row.text("template") != null) {
            at(
                    row,
                    "A" + row.number(),
                    "Шаблон",
                    row.id() + ": шаблон есть, а действие не «написать»: его никто не прочтёт.",
                    row.id() + ": there is a template, but the action says nothing.");
        }
        event(row);
    }

    private void event(Row row) {
        String event = row.text("event");
        if (event != null && OWN_EVENTS.contains(event)) {
            at(
                    row,
                    "A" + row.number(),
                    "Оставляет событие",
                    row.id() + ": событие " + event + " программа оставляет сама.",
                    row.id() + ": the program itself leaves " + event + ".");
        }
    }

    private static Optional<Condition> condition(Row row, String column) {
        return row.conditions().stream()
                .filter(condition -> condition.column().key().equals(column))
                .findFirst();
    }

    private static Set<String> sequences(Row row) {
        return condition(row, "sequence")
                .filter(Condition.OneOf.class::isInstance)
                .map(condition -> ((Condition.OneOf) condition).values())
                .orElse(Set.of());
    }

    private void at(Row row, String cell, String header, String ru, String en) {
        add(row.place(), cell, header, ru, en);
    }

    private void at(Entry entry, String header, String ru, String en) {
        add(entry.place(), "A" + entry.number(), header, ru, en);
    }

    private void add(String place, String cell, String header, String ru, String en) {
        String[] parts = place.split(" › ", 2);
        errors.add(new CellError(parts[0], parts[1], cell, header, ru, en));
    }
}
