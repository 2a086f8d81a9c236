package io.rapport.ruleset.stage;

import static io.rapport.ruleset.ClientBuilder.aClient;
import static io.rapport.ruleset.WorkbookBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.RuleFolder;
import io.rapport.ruleset.Shipped;
import io.rapport.ruleset.workbook.CellError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AssigningTest {

    private static final Object[] HEADER =
            row("№", "Вкл", "Источник", "Опыт", "Вариант", "Доля, %", "Не писать первыми", "Причина");

    @Test
    void givesEachArmItsShareOfTheClients() {
        Assigning assigning = assigning(
                row("X-010", "да", "", "HOLDOUT", "CONTROL", 10, "да", "a"),
                row("X-020", "да", "", "HOLDOUT", "TOUCHED", 90, "", "b"));

        long held = LongStream.rangeClosed(1, 50_000)
                .filter(id -> assigned(assigning, id).client().is("holdout"))
                .count();

        assertThat(held).isCloseTo(5_000, withinPercentage(5));
    }

    @Test
    void leavesAClientInItsArmWhenAnotherExperimentComesOrTheLastShareGrows() {
        Assigning before = assigning(row("X-010", "да", "", "HOLDOUT", "CONTROL", 10, "да", "a"));
        Assigning after = assigning(
                row("X-010", "да", "", "HOLDOUT", "CONTROL", 10, "да", "a"),
                row("X-020", "да", "", "HOLDOUT", "TOUCHED", 40, "", "b"),
                row("X-030", "да", "", "FIRST_WORD", "QUESTION", 50, "", "c"));

        assertThat(LongStream.rangeClosed(1, 5_000)
                        .filter(id -> assigned(before, id).client().is("holdout")
                                != assigned(after, id).client().is("holdout")))
                .isEmpty();
    }

    @Test
    void dividesOneExperimentIndependentlyOfAnother() {
        Assigning assigning = assigning(
                row("X-010", "да", "", "HOLDOUT", "CONTROL", 50, "да", "a"),
                row("X-030", "да", "", "FIRST_WORD", "QUESTION", 50, "", "c"));

        long both = LongStream.rangeClosed(1, 20_000)
                .filter(id -> assigned(assigning, id).client().codes("arms").equals(Set.of("CONTROL", "QUESTION")))
                .count();

        assertThat(both).isCloseTo(5_000, withinPercentage(8));
    }

    @Test
    void asksTheConditionsOfTheRow() {
        Assigning assigning = assigning(row("X-010", "да", "ielts", "HOLDOUT", "CONTROL", 100, "да", "a"));

        assertThat(assigning.assign(aClient().from("ielts").sheet()).client().codes("arms"))
                .containsExactly("CONTROL");
        assertThat(assigning.assign(aClient().from("guide").sheet()).client().codes("arms"))
                .isEmpty();
    }

    @Test
    void saysWhichClientsAreDecidedAboutByAFormerReleaseAndNeverChangesItsMind() {
        Object[][] sheet = {
            row("№", "Вкл", "Источник", "Опыт", "Вариант", "Доля, %", "Версия правил", "Причина"),
            row("X-050", "да", "ielts", "RULES", "OLD_RULES", 50, 3, "a"),
            row("X-060", "да", "ielts", "RULES", "NEW_RULES", 50, null, "b")
        };
        Assigning assigning = Assigning.of(
                RuleFolder.lean()
                        .with("experiments.xlsx", book -> book.sheet("Правила", sheet))
                        .tables()
                        .table("experiments"),
                new ArrayList<>());
        Facts ofTheSource = Facts.of(Map.of("source", "ielts", "language", "ru"));

        List<Long> former = LongStream.rangeClosed(1, 10_000)
                .filter(id ->
                        assigning.releaseArmOf(id, ofTheSource, Shipped.NOW).isPresent())
                .boxed()
                .toList();

        assertThat(former.size()).isCloseTo(5_000, withinPercentage(5));
        assertThat(former)
                .allMatch(id -> assigning
                                .releaseArmOf(id, ofTheSource, Shipped.NOW)
                                .orElseThrow()
                                .release()
                        == 3)
                .allMatch(id -> assigned(assigning, id, "ielts").contains("OLD_RULES"))
                .allMatch(id -> assigning
                        .releaseArmOf(id, Facts.of(Map.of("language", "ru")), Shipped.NOW)
                        .isEmpty());
    }

    private static Set<String> assigned(Assigning assigning, long id, String source) {
        FactSheet anybody = aClient().from(source).sheet();
        return assigning
                .assign(new FactSheet(
                        id, anybody.at(), anybody.client(), anybody.elapsed(), anybody.events(), List.of()))
                .client()
                .codes("arms");
    }

    @Test
    void refusesSharesOfMoreThanEverybody() {
        var errors = new ArrayList<CellError>();

        Assigning.of(
                RuleFolder.lean()
                        .with(
                                "experiments.xlsx",
                                book -> book.sheet(
                                        "Правила",
                                        HEADER,
                                        row("X-010", "да", "", "HOLDOUT", "CONTROL", 60, "да", "a"),
                                        row("X-020", "да", "", "HOLDOUT", "TOUCHED", 60, "", "b")))
                        .tables()
                        .table("experiments"),
                errors);

        assertThat(errors)
                .singleElement()
                .asString()
                .contains("experiments.xlsx › Правила!A3 «Доля, %»", "больше 100 %", "more than 100 %");
    }

    private static FactSheet assigned(Assigning assigning, long id) {
        FactSheet anybody = aClient().sheet();
        return assigning.assign(
                new FactSheet(id, anybody.at(), anybody.client(), anybody.elapsed(), anybody.events(), List.of()));
    }

    private static Assigning assigning(Object[]... rows) {
        Object[][] sheet = new Object[rows.length + 1][];
        sheet[0] = HEADER;
        System.arraycopy(rows, 0, sheet, 1, rows.length);
        return Assigning.of(
                RuleFolder.lean()
                        .with("experiments.xlsx", book -> book.sheet("Правила", sheet))
                        .tables()
                        .table("experiments"),
                new ArrayList<>());
    }
}
