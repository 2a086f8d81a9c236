package io.rapport.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.ruleset.RuleFolder;
import io.rapport.ruleset.Ruleset;
import io.rapport.ruleset.Shipped;
import io.rapport.testing.DemoLibrary;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few hundred clients live four months each: what the school promises holds for every touch, whatever they do. */
class SimulationTest {

    private static final long SEED = 20261122;

    @Test
    void keepsEveryPromiseToEverybody() {
        Simulation simulation = lives(Shipped.rules(), 300);

        Report report = simulation.report();
        assertThat(simulation.violations()).as("seed %d, %s", SEED, report).isEmpty();
        assertThat(report.loops).isEmpty();
        assertThat(report.refusedKeys).as("wanted again after they had left").isEmpty();
        assertThat(report.clients).isEqualTo(300);
        assertThat(report.touched())
                .as("touches, so that there is something to check")
                .isGreaterThan(500);
        assertThat(report.changedNothing).as("of %d wake-ups", report.wakeUps).isLessThan(report.wakeUps / 10);
    }

    /** Each bought while an offer to help with the payment was on its way: it left, and counted as the first touch of a student. */
    @ParameterizedTest
    @ValueSource(longs = {30_196, 82_947})
    void whoBuysIsNotAskedWhetherToBuy(long client) {
        var checker = new Checker();

        new Life(Shipped.rules(), DemoLibrary.items(), client, LongRun.SEED, new Report()).live(checker);

        assertThat(checker.violations()).isEmpty();
    }

    @Test
    void findsWhatATornPolicyLetsThrough() {
        Simulation simulation =
                lives(policyWithout("P-040", "P-070", "P-090", "P-100", "P-110", "P-120", "P-130", "P-140"), 100);

        assertThat(simulation.violations())
                .containsKeys("quiet hours", "consent", "window of WhatsApp", "cap per PT24H");
    }

    private static Simulation lives(Ruleset rules, int clients) {
        var simulation = new Simulation(rules, DemoLibrary.items(), SEED);
        simulation.run(clients, 2);
        return simulation;
    }

    private static Ruleset policyWithout(String... rows) {
        return Ruleset.of(RuleFolder.lean()
                .with(
                        "policy.xlsx",
                        book -> book.with(workbook -> {
                            for (String row : rows) {
                                switchOff(workbook.getSheet("Правила"), row);
                            }
                        }))
                .files());
    }

    private static void switchOff(Sheet sheet, String id) {
        for (Row row : sheet) {
            if (row.getCell(0) != null && row.getCell(0).toString().equals(id)) {
                row.getCell(1).setCellValue("нет");
                return;
            }
        }
        throw new IllegalArgumentException("No row " + id);
    }
}
