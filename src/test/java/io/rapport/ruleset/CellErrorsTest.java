package io.rapport.ruleset;

import static io.rapport.ruleset.RuleFolder.at;
import static io.rapport.ruleset.RuleFolder.scoring;
import static io.rapport.ruleset.WorkbookBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rapport.ruleset.WorkbookBuilder.Content;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Tables;
import io.rapport.ruleset.workbook.CellError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellErrorsTest {

    private static final Object[] HEADER = row("№", "Событие", "Очков", "Полураспад, дней", "Действует с", "Причина");

    private static final Object[] GOOD = row("S-010", "спросил цену", 20, 14, null, "Спросил цену");

    static Stream<Arguments> brokenNumbers() {
        return Stream.of(
                arguments("abc", "«abc» не число.", "\"abc\" is not a number."),
                arguments("10 очков", "«10 очков» не число.", "\"10 очков\" is not a number."),
                arguments(
                        LocalDate.of(2026, 5, 1),
                        "Excel превратил число в дату 01.05.2026. Введите число, например 15.",
                        "Excel turned the number into the date 01.05.2026. Enter a number, such as 15."),
                arguments(101, "101 вне допустимого: -100–100.", "101 is out of range -100–100."),
                arguments("-100,5", "-100.5 вне допустимого: -100–100.", "-100.5 is out of range -100–100."),
                arguments(Content.error(), "в ячейке ошибка #N/A.", "the cell holds the error #N/A."),
                arguments(Content.stored("1e999999999"), "в ячейке ошибка #?.", "the cell holds the error #?."),
                arguments(
                        Content.stored("1e300"),
                        "1" + "0".repeat(300) + " вне допустимого: -100–100.",
                        "1" + "0".repeat(300) + " is out of range -100–100."),
                arguments(Content.formula("1+1"), "в ячейке ошибка =1+1.", "the cell holds the error =1+1."),
                arguments(true, "«да» не число.", "\"да\" is not a number."),
                arguments("1e999999999", "«1e999999999» не число.", "\"1e999999999\" is not a number."),
                arguments(null, "не заполнено.", "is blank."));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("brokenNumbers")
    void refusesWhatIsNoFittingNumber(Object points, String ru, String en) {
        scoring(HEADER, row("S-010", "спросил цену", points, 14, null, "Спросил цену"))
                .isRefusedFor(at("scoring.xlsx › Правила!C2 «Очков»", ru, en));
    }

    @Test
    void refusesAFractionWhereAWholeNumberIsNeeded() {
        scoring(HEADER, row("S-010", "спросил цену", 20, 1.5, null, "Спросил цену"))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила!D2 «Полураспад, дней»",
                        "нужно целое число, а не 1.5.",
                        "a whole number is needed, not 1.5."));
    }

    static Stream<Arguments> readableNumbers() {
        return Stream.of(
                arguments(20, "20"),
                arguments(0.1, "0.1"),
                arguments("7,5", "7.5"),
                arguments(" 7.5 ", "7.5"),
                arguments("\u00a07\u00a0", "7"),
                arguments("0 0 7", "7"),
                arguments("1\u202f0", "10"),
                arguments("−5", "-5"),
                arguments(Content.formatted(0.5, "0%"), "0.5"),
                arguments(Content.formatted(12.25, "# ##0"), "12.25"),
                arguments(Content.formula("1+1", 33), "33"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("readableNumbers")
    void readsNumbersAsTheyAreStored(Object written, String number) {
        Tables tables = scoring(HEADER, row("S-010", "спросил цену", written, 14, null, "Спросил цену"))
                .tables();

        assertThat(tables.table("scoring").rows())
                .singleElement()
                .satisfies(row -> assertThat(row.number("points")).isEqualByComparingTo(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31.02.2026", "2026-13-01", "завтра", "1.5"})
    void refusesADayThatIsNone(String day) {
        scoring(HEADER, row("S-010", "спросил цену", 20, 14, day, "Спросил цену"))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила!E2 «Действует с»",
                        "«" + day + "» не дата. Введите, например, 31.12.2026.",
                        "\"" + day + "\" is not a date. Enter 31.12.2026, for example."));
    }

    @Test
    void readsDaysHoweverTheyAreWritten() {
        Tables tables = scoring(
                        HEADER,
                        row("S-010", "спросил цену", 20, 14, "31.12.2026", "Причина"),
                        row("S-020", "спросил цену", 20, 14, "2026-12-31", "Причина"),
                        row("S-030", "спросил цену", 20, 14, LocalDate.of(2026, 12, 31), "Причина"))
                .tables();

        assertThat(tables.table("scoring").rows()).extracting(Row::validFrom).containsOnly(LocalDate.of(2026, 12, 31));
    }

    @Test
    void suggestsTheNearestWordForAnUnknownOne() {
        scoring(HEADER, row("S-010", "спросил цены", 20, 14, null, "Спросил цену"))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила!B2 «Событие»",
                        "«спросил цены» не найдено. Может быть, «спросил цену»?",
                        "\"спросил цены\" is unknown. Did you mean \"спросил цену\"?"));
    }

    @Test
    void namesTheAllowedWordsWhereNoneIsNear() {
        scoring(HEADER, row("S-010", "улетел на Марс", 20, 14, null, "Спросил цену"))
                .isRefusedAt("scoring.xlsx › Правила!B2 «Событие»", "«улетел на Марс» не найдено. Допустимо: ");
    }

    @Test
    void complainsOfEveryUnknownWordOfACell() {
        scoring(HEADER, row("S-010", "спросил цену; чихнул; кашлянул", 20, 14, null, "Спросил цену"))
                .isRefusedAt("scoring.xlsx › Правила!B2 «Событие»", "«чихнул»", "«кашлянул»");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", " ; ; ", "не ;"})
    void refusesAConditionOfSeparatorsAlone(String nothing) {
        scoring(HEADER, row("S-010", nothing, 20, 14, null, "Спросил цену"))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила!B2 «Событие»",
                        "«" + separators(nothing) + "»: ни одного значения.",
                        "\"" + separators(nothing) + "\": not a single value."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ага", "+", "2", "да нет"})
    void refusesWhatIsNeitherYesNorNo(String nonsense) {
        scoring(row("№", "Вкл", "Событие", "Очков", "Причина"), row("S-010", nonsense, "спросил цену", 20, "Причина"))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила!B2 «Вкл»",
                        "«" + nonsense + "»: нужно да или нет.",
                        "\"" + nonsense + "\": yes or no is needed."));
    }

    @Test
    void readsYesAndNoHoweverTheyAreWritten() {
        var rows = new ArrayList<Object[]>();
        rows.add(row("№", "Вкл", "Событие", "Очков", "Причина"));
        for (Object on : Arrays.asList("ДА", "yes", "True", 1, true, null, "Нет", "no", "ЛОЖЬ", 0, false)) {
            rows.add(row("S-" + (100 + rows.size()), on, "спросил цену", 20, "Причина"));
        }

        assertThat(scoring(rows.toArray(Object[][]::new))
                        .tables()
                        .table("scoring")
                        .rows())
                .extracting(Row::enabled)
                .containsExactly(true, true, true, true, true, true, false, false, false, false, false);
    }

    @Test
    void namesThePlaceInAPhraseThatCannotBeRead() {
        RuleFolder.lean()
                .with(
                        "signals.xlsx",
                        book -> book.sheet(
                                "Правила",
                                row("№", "Сигнал", "Фразы", "Причина"),
                                row("N-010", "спросил цену", "сколько стоит; (цена|почём", "Цена")))
                .isRefusedAt("signals.xlsx › Правила!C2 «Фразы»", "Фраза «(цена|почём», знак ", "character ");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        RuleFolder folder = scoring(
                HEADER,
                row("S-010", "чихнул", "abc", 1.5, "завтра", null),
                GOOD,
                row("S-020", "спросил цену", 500, 14, null, "Причина"));

        assertThat(folder.refusal())
                .extracting(CellError::place)
                .containsExactlyInAnyOrder(
                        "scoring.xlsx › Правила!B2 «Событие»",
                        "scoring.xlsx › Правила!C2 «Очков»",
                        "scoring.xlsx › Правила!D2 «Полураспад, дней»",
                        "scoring.xlsx › Правила!E2 «Действует с»",
                        "scoring.xlsx › Правила!F2 «Причина»",
                        "scoring.xlsx › Правила!A3 «№»",
                        "scoring.xlsx › Правила!C4 «Очков»");
    }

    /** What is left of the cell once «не» is read. */
    private static String separators(String cell) {
        return cell.strip().replaceFirst("^не ", "");
    }
}
