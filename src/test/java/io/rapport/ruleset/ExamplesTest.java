package io.rapport.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.ruleset.table.Example;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that analysts wrote next to their rows, one test each. */
class ExamplesTest {

    static Stream<Named<Example>> examples() {
        return Shipped.rules().tables().examples().stream()
                .map(example -> Named.of(example.table() + ": " + example.name(), example));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void holds(Example example) {
        assertThat(new ExampleCheck(Shipped.rules(), Shipped.NOW).check(example))
                .as("%s, %s", example.cell(), example.name())
                .isEmpty();
    }

    @Test
    void everyRowIsFiredByAnExample() {
        Set<Row> fired = new HashSet<>();
        for (Example example : Shipped.rules().tables().examples()) {
            fired.addAll(Shipped.rules().rowsFor(example.table(), example.subject(), Shipped.NOW));
        }

        assertThat(Shipped.rules().tables().rules().values().stream()
                        .map(RuleTable::enabledRows)
                        .flatMap(rows -> rows.stream().filter(row -> !fired.contains(row)))
                        .map(row -> row.place() + "!A" + row.number() + " " + row.id() + " " + row.reason()))
                .as("rows that no example fires")
                .isEmpty();
    }

    @Test
    void saysWhatDiffersWhenAnExampleDoesNotHold() {
        Example right = Shipped.rules().tables().examples().stream()
                .filter(example -> example.table().equals("bands"))
                .findFirst()
                .orElseThrow();
        Example wrong = new Example(
                right.name(),
                right.table(),
                right.subject(),
                Set.of("B-040"),
                Set.of(),
                java.util.Map.of("band", Set.of("READY")),
                right.cell());

        assertThat(new ExampleCheck(Shipped.rules(), Shipped.NOW).check(wrong))
                .hasSize(2)
                .first()
                .asString()
                .contains("expected rows [B-040], but ", "; B-040: ", "Баллы, от", "≥ 80");
    }
}
