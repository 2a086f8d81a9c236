package io.rapport.ruleset.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.Shipped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as people really write them, with what must be found in each and what else may be. */
class UnderstandingCorpusTest {

    private static final double SHARE_RIGHT = 0.97;

    /** What says that nothing else was found, which is right wherever nothing is required. */
    private static final Set<String> NOTHING = Set.of("OTHER");

    private static final List<Utterance> CORPUS = Stream.of("utterances.tsv", "utterances-2.tsv")
            .flatMap(file -> read(file).stream())
            .toList();

    private record Utterance(String text, Set<String> required, Set<String> optional, Set<String> found) {

        boolean isRight() {
            return missing().isEmpty() && wrong().isEmpty();
        }

        Set<String> missing() {
            return without(required, found);
        }

        Set<String> wrong() {
            return without(without(without(found, required), optional), NOTHING);
        }

        private static Set<String> without(Set<String> from, Set<String> what) {
            var rest = new TreeSet<>(from);
            rest.removeAll(what);
            return rest;
        }
    }

    @Test
    void isRightInMostLines() {
        long right = CORPUS.stream().filter(Utterance::isRight).count();

        assertThat(CORPUS).hasSizeGreaterThan(1_200);
        assertThat((double) right / CORPUS.size())
                .as(() -> "%d of %d lines are right. Wrong ones by signal:%n%s"
                        .formatted(right, CORPUS.size(), wrongBySignal()))
                .isGreaterThanOrEqualTo(SHARE_RIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "WANTS_HUMAN"})
    void neverMissesNorInventsWhatMustBeObeyed(String signal) {
        assertThat(CORPUS.stream().filter(line -> line.missing().contains(signal)))
                .as("missed " + signal)
                .extracting(Utterance::text)
                .isEmpty();
        assertThat(CORPUS.stream().filter(line -> line.wrong().contains(signal)))
                .as("invented " + signal)
                .extracting(Utterance::text)
                .isEmpty();
    }

    private static String wrongBySignal() {
        var lines = new TreeMap<String, List<String>>();
        for (Utterance line : CORPUS) {
            line.missing().forEach(signal -> add(lines, signal + " missed", line));
            line.wrong().forEach(signal -> add(lines, signal + " wrongly found", line));
        }
        return lines.entrySet().stream()
                .map(entry -> entry.getKey() + ":\n    " + String.join("\n    ", entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static void add(Map<String, List<String>> lines, String signal, Utterance line) {
        lines.computeIfAbsent(signal, key -> new ArrayList<>()).add(line.text());
    }

    private static List<Utterance> read(String name) {
        try (InputStream file = UnderstandingCorpusTest.class.getResourceAsStream("/understanding/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Utterance(cells[0], signals(cells[1]), signals(cells[2]), found(cells[0])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> signals(String cell) {
        return Arrays.stream(cell.split("[;, ]+"))
                .map(String::strip)
                .filter(signal -> !signal.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(String text) {
        return Shipped.rules().understand(text, Facts.NONE, Shipped.NOW).stream()
                .map(UnderstandingCorpusTest::word)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String word(SignalFact signal) {
        return signal.value() == null || !signal.type().startsWith("TOLD_")
                ? signal.type()
                : signal.type() + "=" + signal.value();
    }
}
