package io.rapport.ruleset;

import io.rapport.ruleset.phrase.PhraseSyntaxException;
import io.rapport.ruleset.phrase.Phrases;
import io.rapport.ruleset.phrase.Text;
import io.rapport.ruleset.sample.Kindred;
import io.rapport.ruleset.sample.Meaning;
import io.rapport.ruleset.sample.Recogniser;
import io.rapport.ruleset.sample.Sample;
import io.rapport.ruleset.stage.Courses;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Tables;
import io.rapport.ruleset.workbook.CellError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the rows of «Образцы» and «Родственные слова» to what has been learnt from them. */
final class Lessons {

    private static final Map<String, String> VALUE_COLUMNS = Map.of("TOLD_LEVEL", "level", "TOLD_INTEREST", "interest");

    private final List<CellError> errors;
    private final Map<String, Row> byWords = new HashMap<>();

    private Lessons(List<CellError> errors) {
        this.errors = errors;
    }

    static Recogniser learn(Tables tables, List<CellError> errors) {
        var kindred = new Kindred();
        tables.lesson("kindred").enabledRows().forEach(row -> kindred.add(row.id(), String.valueOf(row.text("words"))));
        List<Sample> samples =
                new Lessons(errors).samples(tables.lesson("samples").enabledRows());
        new Lessons(errors).checkPhrases(tables.lesson("courses").enabledRows());
        return Recogniser.learn(errors.isEmpty() ? samples : List.of(), kindred);
    }

    static Courses courses(Tables tables) {
        var phrases = new LinkedHashMap<String, Phrases>();
        tables.lesson("courses")
                .enabledRows()
                .forEach(row -> phrases.put(String.valueOf(row.text("product")), Phrases.parse(row.text("words"))));
        return new Courses(phrases);
    }

    private List<Sample> samples(List<Row> rows) {
        var samples = new ArrayList<Sample>();
        for (Row row : rows) {
            String text = String.valueOf(row.text("text"));
            Row earlier = byWords.putIfAbsent(String.join(" ", Text.of(text).words()), row);
            if (earlier != null) {
                complain(
                        row,
                        "тот же образец уже есть: " + earlier.id() + ".",
                        "the same sample is already there: " + earlier.id() + ".");
            }
            samples.add(new Sample(row.id(), text, meanings(row)));
        }
        return samples;
    }

    private void checkPhrases(List<Row> rows) {
        for (Row row : rows) {
            try {
                Phrases.parse(row.text("words"));
            } catch (PhraseSyntaxException e) {
                complain(row, "фраза написана с ошибкой: " + e.getMessage(), "malformed phrase: " + e.getMessage());
            }
        }
    }

    private LinkedHashSet<Meaning> meanings(Row row) {
        var meanings = new LinkedHashSet<Meaning>();
        row.codes("signals").stream().sorted().forEach(signal -> meanings.add(new Meaning(signal, value(row, signal))));
        return meanings;
    }

    private @Nullable String value(Row row, String signal) {
        String column = VALUE_COLUMNS.get(signal);
        String value = column == null ? null : row.text(column);
        if (column != null && value == null) {
            complain(
                    row,
                    "для «назвал уровень» нужен уровень, для «назвал цель» — цель.",
                    "TOLD_LEVEL needs a level and TOLD_INTEREST an interest.");
        }
        return value;
    }

    private void complain(Row row, String ru, String en) {
        int sheet = row.place().indexOf(" › ");
        errors.add(new CellError(
                row.place().substring(0, sheet), row.place().substring(sheet + 3), "A" + row.number(), null, ru, en));
    }
}
