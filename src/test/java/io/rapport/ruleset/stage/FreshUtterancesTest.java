package io.rapport.ruleset.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.Shipped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Messages that are neither phrases nor samples, labelled by somebody who had seen neither. Never make them samples: they would say
 * nothing any more. The floors are what the released rows reach, less a little.
 */
class FreshUtterancesTest {

    private static final double SHARE_RIGHT = 0.82;
    private static final double SHARE_OF_STOPS_FOUND = 0.93;
    private static final int MOST_STOPS_IMAGINED = 5;

    private static final List<Utterance> FRESH = read();

    private record Utterance(String text, Set<String> meant, Set<String> found) {}

    @Test
    void aSignalSetIsRightToTheLetterInMostLines() {
        List<Utterance> wrong = FRESH.stream()
                .filter(line -> !line.found().equals(line.meant()))
                .toList();

        assertThat(FRESH).hasSize(350);
        assertThat(1 - (double) wrong.size() / FRESH.size())
                .as(() -> wrong.stream()
                        .map(line -> "%n%s, but found %s: %s".formatted(line.meant(), line.found(), line.text()))
                        .collect(Collectors.joining()))
                .isGreaterThanOrEqualTo(SHARE_RIGHT);
    }

    @Test
    void optingOutIsHardlyEverMissedOrImagined() {
        List<Utterance> stops =
                FRESH.stream().filter(line -> line.meant().contains("STOP")).toList();
        List<Utterance> missed =
                stops.stream().filter(line -> !line.found().contains("STOP")).toList();

        assertThat(stops).hasSizeGreaterThan(40);
        assertThat(1 - (double) missed.size() / stops.size())
                .as(missed::toString)
                .isGreaterThan(SHARE_OF_STOPS_FOUND);
        assertThat(FRESH)
                .filteredOn(
                        line -> line.found().contains("STOP") && !line.meant().contains("STOP"))
                .hasSizeLessThanOrEqualTo(MOST_STOPS_IMAGINED);
    }

    private static List<Utterance> read() {
        try (InputStream file = FreshUtterancesTest.class.getResourceAsStream("/understanding/fresh.tsv")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Utterance(
                            cells[0],
                            new TreeSet<>(List.of(cells[1].strip().split("\\+"))),
                            found(cells[0], cells.length > 2 ? cells[2].strip() : "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(String text, String question) {
        Facts client = question.isEmpty() ? Facts.NONE : Facts.of(Map.of("lastQuestion", question));
        return Shipped.rules().understand(text, client, Shipped.NOW).stream()
                .map(SignalFact::type)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
