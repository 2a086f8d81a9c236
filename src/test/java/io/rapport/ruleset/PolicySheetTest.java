package io.rapport.ruleset;

import static io.rapport.ruleset.WorkbookBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.ruleset.WorkbookBuilder.Content;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.workbook.CellError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be written into policy.xlsx, and what no policy may say. */
class PolicySheetTest {

    private static final Object[] HEADER = row(
            "№",
            "Вид касания",
            "Отписан",
            "Кто ведёт",
            "Согласие на рекламу",
            "Время у клиента, с",
            "Время у клиента, до",
            "Дата, с",
            "Дата, по",
            "Каждый год",
            "Касаний за 24 ч, от",
            "Решение",
            "Причина");

    private static final Object[] OPTED_OUT = policy("P-010", null, "да", null, null, null, null, "отменить");
    private static final Object[] WITH_HUMAN = policy("P-020", null, null, "человек", null, null, null, "отменить");
    private static final Object[] NO_CONSENT = policy("P-030", "инициатива", null, null, "нет", null, null, "отменить");
    private static final Object[] NIGHT = policy("P-040", "инициатива", null, null, null, "21:00", "09:00", "отложить");
    private static final Object[] ALLOW = policy("P-900", null, null, null, null, null, null, "отправить");

    @ParameterizedTest
    @CsvSource({"21:00, 09:00, 21:00–09:00", "9:05, 24:00, 09:05–24:00", "0:00, 09.30, 00:00–09:30"})
    void readsTimesAsPeopleWriteThem(String from, String to, String span) {
        assertThat(spanOf(from, to)).isEqualTo(span);
    }

    @Test
    void readsTimesAsExcelKeepsThem() {
        assertThat(spanOf(Content.formatted(21.5 / 24, "hh:mm"), Content.formatted(9 / 24.0, "h:mm")))
                .isEqualTo("21:30–09:00");
        assertThat(spanOf(0.875, Content.formatted(1, "[h]:mm"))).isEqualTo("21:00–24:00");
        assertThat(spanOf(null, "09:00")).isEqualTo("00:00–09:00");
        assertThat(spanOf("21:00", null)).isEqualTo("21:00–24:00");
    }

    @ParameterizedTest
    @CsvSource({"25:00", "21:60", "девять", "21"})
    void refusesWhatIsNoTime(String time) {
        withTimes(time, "09:00").isRefusedAt("policy.xlsx › Правила!F2 «Время у клиента, с»", "не время", "21:30");
    }

    @Test
    void refusesASpanThatIsEmptyOrTheWholeDay() {
        withTimes("09:00", "9:00").isRefusedAt("policy.xlsx › Правила!F2 «Время у клиента, с»", "одинаковы");
    }

    @Test
    void refusesDatesThatCannotBeASpan() {
        withDates("03.01.2027", "31.12.2026", null)
                .isRefusedAt("policy.xlsx › Правила!H2 «Дата, с»", "начало позже конца");
        withDates("31.12.2026", null, "да").isRefusedAt("policy.xlsx › Правила!H2 «Дата, с»", "нужны обе даты");
        assertThat(withDates("31.12.2026", "02.01.2027", "да").errors()).isEmpty();
    }

    @Test
    void refusesACapOfZeroWhichWouldStopEverything() {
        var zero = row("P-010", "инициатива", null, null, null, null, null, null, null, null, 0, "отложить", "x");
        folder(zero, ALLOW).isRefusedAt("policy.xlsx › Правила!K2 «Касаний за 24 ч, от»", "вне допустимого: 1–1000");
    }

    @Test
    void refusesZonesThatDoNotExist() {
        RuleFolder.lean()
                .with(
                        "policy.xlsx",
                        book -> book.sheet(
                                "Настройки",
                                row("Настройка", "Значение"),
                                row("Возможные пояса", "Europe/Moscow; Москва"),
                                row("Ждать не дольше, дней", 90),
                                row("Не вышло написать: снова через, ч", 24)))
                .isRefusedAt("policy.xlsx › Настройки!B2 «Возможные пояса»", "нет пояса «Москва»");
    }

    @Test
    void theShippedPolicyKeepsAllItMust() {
        var guard = new PolicyGuard(Shipped.rules().tables());
        assertThat(guard.errors()).isEmpty();
        assertThat(guard.warnings()).isEmpty();
    }

    @Test
    void aPolicyThatWritesToThoseWhoOptedOutOrAreWithAPersonIsRefusedNamingTheRow() {
        assertThat(guard(OPTED_OUT, NO_CONSENT, NIGHT, ALLOW).errors())
                .singleElement()
                .asString()
                .contains("policy.xlsx › Правила!A5", "строка P-900", "ведёт человек", "whom a person answers");
        assertThat(guard(ALLOW, OPTED_OUT, WITH_HUMAN).errors().stream().map(CellError::ru))
                .as("a row without conditions speaks last, wherever it stands")
                .isEmpty();
        var early = policy("P-005", "инициатива", null, null, "да", null, null, "отправить");
        assertThat(guard(early, OPTED_OUT, WITH_HUMAN, ALLOW).errors())
                .hasSize(2)
                .allMatch(error -> error.ru().contains("P-005"));
    }

    @Test
    void aRowThatHoldsOnlyForAWhileProtectsNobody() {
        var summer = new ArrayList<Object[]>();
        summer.add(append(HEADER, "Действует по"));
        summer.add(append(OPTED_OUT, "31.08.2026"));
        summer.add(append(WITH_HUMAN, null));
        summer.add(append(ALLOW, null));
        var tables = RuleFolder.lean()
                .with("policy.xlsx", book -> book.sheet("Правила", summer.toArray(Object[][]::new)))
                .tables();
        assertThat(new PolicyGuard(tables).errors()).singleElement().asString().contains("P-900", "не писать");
    }

    @Test
    void whatIsHardlyMeantIsSaidButNotRefused() {
        var guard = guard(OPTED_OUT, WITH_HUMAN, ALLOW);
        assertThat(guard.errors()).isEmpty();
        assertThat(guard.warnings())
                .hasSize(2)
                .anyMatch(finding -> finding.ru().contains("без согласия"))
                .anyMatch(finding -> finding.ru().contains("в три часа ночи"));
        assertThat(guard(OPTED_OUT, WITH_HUMAN, NO_CONSENT, NIGHT, ALLOW).warnings())
                .isEmpty();
    }

    @Test
    void aPolicyByWhichNothingEverLeavesIsNamed() {
        var never = policy("P-050", "инициатива", null, null, null, null, null, "отложить");
        assertThat(guard(OPTED_OUT, WITH_HUMAN, never, ALLOW).warnings())
                .singleElement()
                .asString()
                .contains("никогда не уйдёт", "no proactive touch will ever leave");
    }

    private static Object[] policy(
            String id,
            Object kind,
            Object optedOut,
            Object owner,
            Object consent,
            Object from,
            Object to,
            String verdict) {
        return row(id, kind, optedOut, owner, consent, from, to, null, null, null, null, verdict, "Причина " + id);
    }

    private static Object[] append(Object[] row, Object value) {
        Object[] longer = java.util.Arrays.copyOf(row, row.length + 1);
        longer[row.length] = value;
        return longer;
    }

    private static RuleFolder withTimes(Object from, Object to) {
        return folder(policy("P-010", "инициатива", null, null, null, from, to, "отложить"), ALLOW);
    }

    private static RuleFolder withDates(Object from, Object to, Object yearly) {
        return folder(
                row("P-010", "инициатива", null, null, null, null, null, from, to, yearly, null, "отложить", "x"),
                ALLOW);
    }

    private static String spanOf(Object from, Object to) {
        Row row = withTimes(from, to).tables().table("policy").rows().get(0);
        return row.conditions().stream()
                .filter(Condition.Within.class::isInstance)
                .map(Condition::expected)
                .findFirst()
                .orElseThrow();
    }

    private static PolicyGuard guard(Object[]... rows) {
        return new PolicyGuard(folder(rows).tables());
    }

    private static RuleFolder folder(Object[]... rows) {
        var all = new ArrayList<Object[]>(List.of(rows));
        all.add(0, HEADER);
        return RuleFolder.lean().with("policy.xlsx", book -> book.sheet("Правила", all.toArray(Object[][]::new)));
    }
}
