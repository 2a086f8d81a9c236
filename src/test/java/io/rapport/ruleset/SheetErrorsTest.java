package io.rapport.ruleset;

import static io.rapport.ruleset.RuleFolder.at;
import static io.rapport.ruleset.RuleFolder.lean;
import static io.rapport.ruleset.RuleFolder.scoring;
import static io.rapport.ruleset.WorkbookBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.workbook.CellError;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetErrorsTest {

    private static final Object[] HEADER = row("№", "Событие", "Очков", "Причина");

    @Test
    void suggestsTheNearestColumnForAnUnknownOne() {
        scoring(row("№", "Событие", "Очков", "Причена", "Причина"), row("S-010", "спросил цену", 20, null, "Причина"))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила!D1 «Причена»",
                        "неизвестный столбец. Может быть, «причина»?",
                        "unknown column. Did you mean \"причина\"?"));
    }

    @Test
    void refusesAColumnThatOccursTwice() {
        scoring(row("№", "Событие", "Очков", "Причина", "Points"), row("S-010", "спросил цену", 20, "Причина", 30))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила!E1 «Points»",
                        "столбец встречается дважды.",
                        "the column occurs twice."));
    }

    @Test
    void refusesASheetWithoutARequiredColumn() {
        scoring(row("№", "Событие", "Причина"), row("S-010", "спросил цену", "Причина"))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила «Очков»",
                        "нет обязательного столбца.",
                        "a required column is missing (Points)."));
    }

    @Test
    void refusesValuesWithoutAHeaderBetweenTheColumns() {
        scoring(row("№", null, "Событие", "Очков", "Причина"), row("S-010", "?", "спросил цену", 20, "Причина"))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила!B2",
                        "у столбца нет заголовка, а значения есть.",
                        "the column has values but no header."));
    }

    @Test
    void refusesValuesWithoutAHeaderRightOfTheColumns() {
        scoring(HEADER, row("S-010", "спросил цену", 20, "Причина", null, "забыли"))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила!F2",
                        "у столбца нет заголовка, а значения есть.",
                        "the column has values but no header."));
    }

    @Test
    void refusesAnIdThatIsTaken() {
        scoring(HEADER, row("S-010", "спросил цену", 20, "Причина"), row("S-010", "спросил скидку", 20, "Причина"))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила!A3 «№»",
                        "номер S-010 уже занят в строке 2.",
                        "the id S-010 is already used in row 2."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R-010", "S010", "s-010", "S-", "S-123456", "S-010-1", "10"})
    void refusesAnIdOfAnotherForm(String id) {
        scoring(HEADER, row(id, "спросил цену", 20, "Причина"))
                .isRefusedFor(at(
                        "scoring.xlsx › Правила!A2 «№»",
                        "«" + id + "»: номер должен быть вида S-010.",
                        "\"" + id + "\": an id looks like S-010."));
    }

    @Test
    void namesTheCellOfTheIdWhereverItsColumnStands() {
        lean().with(
                        "scoring.xlsx",
                        book -> book.sheet("Профиль", row("Очков", "Причина", "№"), row(5, "Всегда", "F-010")))
                .isRefusedFor(at(
                        "scoring.xlsx › Профиль!C2 «№»",
                        "в строке нет ни одного условия: она срабатывала бы всегда.",
                        "the row has no condition at all: it would always fire."));
    }

    @Test
    void refusesAWorkbookWithoutOneOfItsSheets() {
        lean().with("scoring.xlsx", book -> book.withoutSheet("Градация"))
                .isRefusedFor(at(
                        "scoring.xlsx › Градация",
                        "в книге нет этого листа.",
                        "the workbook has no such sheet (Bands)."));
    }

    @Test
    void refusesAWorkbookMadeForAnotherVersionOfTheSchema() {
        lean().with("stages.xlsx", book -> book.sheet("О таблице", row("Версия схемы", 7)))
                .isRefusedFor(at(
                        "stages.xlsx › О таблице!B1 «Версия схемы»",
                        "книга сделана для версии 7, а сейчас 1.",
                        "the workbook was made for version 7, now it is 1."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Moskau", "Europe/Atlantis", "+99:00"})
    void refusesAZoneThatIsNone(String zone) {
        lean().with("stages.xlsx", book -> book.sheet("О таблице", row("Часовой пояс", zone)))
                .isRefusedFor(at(
                        "stages.xlsx › О таблице!B1 «Часовой пояс»",
                        "нет пояса «" + zone + "». Например: Europe/Moscow.",
                        "there is no zone \"" + zone + "\". For example: Europe/Moscow."));
    }

    @Test
    void takesTheZoneOfTheWorkbook() {
        assertThat(lean().with("stages.xlsx", book -> book.sheet("О таблице", row("Time zone", "Asia/Vladivostok")))
                        .tables()
                        .table("stages")
                        .zone())
                .isEqualTo(ZoneId.of("Asia/Vladivostok"));
    }

    @Test
    void skipsBlankRows() {
        assertThat(scoring(
                                HEADER,
                                row(),
                                row("S-010", "спросил цену", 20, "Причина"),
                                row(" ", null, "\u00a0"),
                                row("S-020", "спросил скидку", 10, "Причина"))
                        .tables()
                        .table("scoring")
                        .rows())
                .extracting(Row::id, Row::number)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("S-010", 3),
                        org.assertj.core.groups.Tuple.tuple("S-020", 5));
    }

    @Test
    void takesColumnsInAnyOrderUnderEnglishHeadersToo() {
        var russian =
                scoring(HEADER, row("S-010", "спросил цену", 20, "Причина")).tables();
        var english = scoring(row("REASON", "points", " Event ", "id"), row("Причина", 20, "asked price", "S-010"))
                .tables();

        Row one = russian.table("scoring").rows().get(0);
        Row other = english.table("scoring").rows().get(0);
        assertThat(other.outputs()).isEqualTo(one.outputs());
        assertThat(other.id()).isEqualTo(one.id());
        assertThat(other.reason()).isEqualTo(one.reason());
        assertThat(other.conditions().get(0).expected())
                .isEqualTo(one.conditions().get(0).expected());
    }

    @Test
    void readsSheetsUnderTheirEnglishNames() {
        assertThat(lean().with("stages.xlsx", book -> book.renamed("Правила", "Rules"))
                        .tables()
                        .table("stages")
                        .rows())
                .hasSameSizeAs(Shipped.rules().tables().table("stages").rows());
    }

    @Test
    void refusesMoreThan200MergedRegions() {
        lean().with("stages.xlsx", book -> book.mergedPairs("Правила", 201))
                .isRefusedAt("stages.xlsx › Правила", "Слишком много объединённых ячеек: 201", "Too many merged");
    }

    @Test
    void refusesMoreThan10000Rows() {
        Object[][] rows = IntStream.rangeClosed(0, 10001)
                .mapToObj(i -> i == 0 ? HEADER : row("S-" + i, "спросил цену", 1, "Причина"))
                .toArray(Object[][]::new);

        assertThat(scoring(rows).errors().toString()).contains("scoring.xlsx › Правила!D10002", "10000 строк");
    }

    @Test
    void refusesMoreThan60Columns() {
        Object[] wide = new Object[61];
        wide[60] = "далеко";
        assertThat(scoring(HEADER, wide).errors().toString()).contains("scoring.xlsx › Правила!BI2", "60 столбцов");
    }

    @Test
    void refusesSettingsThatAreUnknownMissingDoubledOrWrong() {
        lean().with(
                        "replies.xlsx",
                        book -> book.sheet(
                                "Настройки",
                                row("Настройка", "Значение"),
                                row("Порог ответа из базы", 0.5),
                                row("Knowledge floor", 0.6),
                                row("Ответов в одном сообщение", 2),
                                row("Версия текста согласия", "1"),
                                row("Наибольшая скидка, %", 15),
                                row("Версия согласия на данные", "1"),
                                row("Ссылка на политику", "https://bereg.example/privacy"),
                                row("Ссылка на отзыв", "https://bereg.example/review")))
                .isRefusedFor(
                        at(
                                "replies.xlsx › Настройки!A3 «Порог ответа из базы»",
                                "настройка задана дважды.",
                                "the setting is given twice."),
                        at(
                                "replies.xlsx › Настройки!A4",
                                "неизвестная настройка «Ответов в одном сообщение». Может быть, «ответов в одном сообщении»?",
                                "unknown setting \"Ответов в одном сообщение\". Did you mean \"ответов в одном сообщении\"?"),
                        at(
                                "replies.xlsx › Настройки «Ответов в одном сообщении»",
                                "настройка не задана.",
                                "the setting is missing (Answers per message)."));
    }

    @Test
    void refusesADiscountGreaterThanTheSettingsAllowAndNamesItsCell() {
        lean().with(
                        "sequences.xlsx",
                        book -> book.sheet(
                                "Шаги",
                                row(
                                        "№",
                                        "Цепочка",
                                        "Шаг",
                                        "Часов после прошлого шага",
                                        "Шаблон",
                                        "Курс",
                                        "Скидка, %",
                                        "Причина"),
                                row("K-010", "ONBOARDING", 1, 0, "series_onboarding_3", "CLUB", 15, "Можно"),
                                row("K-020", "ONBOARDING", 2, 24, "series_onboarding_3", "CLUB", 16, "Нельзя")))
                .isRefusedAt("sequences.xlsx › Шаги!G3 «Скидка, %»", "16 больше наибольшего, 15", "more than the most");
    }

    @Test
    void refusesASettingOutOfItsLimits() {
        lean().with(
                        "replies.xlsx",
                        book -> book.sheet(
                                "Настройки",
                                row("Настройка", "Значение"),
                                row("Порог ответа из базы", 1.5),
                                row("Ответов в одном сообщении", 0),
                                row("Версия текста согласия", "1"),
                                row("Наибольшая скидка, %", 15),
                                row("Версия согласия на данные", "1"),
                                row("Ссылка на политику", "https://bereg.example/privacy"),
                                row("Ссылка на отзыв", "https://bereg.example/review")))
                .isRefusedFor(
                        at(
                                "replies.xlsx › Настройки!B2 «Порог ответа из базы»",
                                "1.5 вне допустимого: 0–1.",
                                "1.5 is out of range 0–1."),
                        at(
                                "replies.xlsx › Настройки!B3 «Ответов в одном сообщении»",
                                "0 вне допустимого: 1–5.",
                                "0 is out of range 1–5."));
    }

    @Test
    void takesASettingThatMayBeBlankButNoTemplateThatIsNotThere() {
        RuleFolder blank = lean().with("replies.xlsx", book -> receipts(book, "", ""));
        assertThat(blank.tables().settings().find("paymentReceipt")).isEmpty();

        assertThat(lean().with("replies.xlsx", book -> receipts(book, "payment_recieved", "refund_done"))
                        .errors())
                .extracting(CellError::place)
                .containsExactly("replies.xlsx › Настройки!B9 «Подтверждение оплаты»");
    }

    private static WorkbookBuilder receipts(WorkbookBuilder book, String payment, String refund) {
        return book.sheet(
                "Настройки",
                row("Настройка", "Значение"),
                row("Порог ответа из базы", 0.5),
                row("Ответов в одном сообщении", 2),
                row("Версия текста согласия", "1"),
                row("Наибольшая скидка, %", 15),
                row("Версия согласия на данные", "1"),
                row("Ссылка на политику", "https://bereg.example/privacy"),
                row("Ссылка на отзыв", "https://bereg.example/review"),
                row("Подтверждение оплаты", payment),
                row("Подтверждение возврата", refund));
    }

    @Test
    void refusesCodesThatAreNone() {
        lean()
                .with(
                        "tagging.xlsx",
                        book -> book.sheet(
                                        "Список тегов",
                                        row("Код", "По-русски", "По-английски"),
                                        row("горячий", "горячий", "hot"),
                                        row("hot", "горячий", "hot"),
                                        row("hot", "жаркий", "hot"))
                                .sheet(
                                        "Правила",
                                        row("№", "Стадия", "Поставить тег", "Причина"),
                                        row("T-010", "NEW", "hot", "Причина")))
                .errors()
                .stream()
                .filter(error -> error.place().startsWith("tagging.xlsx"))
                .map(error -> error.place() + " " + error.ru())
                .forEach(complaint -> assertThat(complaint)
                        .isIn(
                                "tagging.xlsx › Список тегов!A2 «Код» «горячий»: код — латинские буквы, цифры, - и _, до 40 знаков.",
                                "tagging.xlsx › Список тегов!A4 «Код» код hot уже есть выше."));
    }

    @Test
    void refusesExamplesThatNameWhatIsNotThere() {
        lean().with(
                        "stages.xlsx",
                        book -> book.sheet(
                                "Примеры",
                                row("Пример", "Таблица", "Стадия", "Банда", "Ожидаемые строки", "→ Погода"),
                                row("Нет такой строки", null, "новый", null, "G-99999"),
                                row("Нет такого факта", null, "новый", "холодный", "—"),
                                row("Нет такого выхода", null, "новый", null, "—", "ясно"),
                                row("Нет такой таблицы", "Погода", "новый", null, "—"),
                                row("Ничего не ждёт", null, "новый")))
                .isRefusedFor(
                        at(
                                "stages.xlsx › Примеры!E2 «Ожидаемые строки»",
                                "строки G-99999 нет в таблице stages.",
                                "there is no row G-99999 in the table stages."),
                        at("stages.xlsx › Примеры!D3 «Банда»", "нет такого факта.", "there is no such fact."),
                        at(
                                "stages.xlsx › Примеры!F1",
                                "в таблице stages нет выхода «Погода».",
                                "the table stages has no output \"Погода\"."),
                        at(
                                "stages.xlsx › Примеры!B5 «Таблица»",
                                "нет таблицы «Погода». Есть: stages.",
                                "there is no table \"Погода\". There is: stages."),
                        at(
                                "stages.xlsx › Примеры!A6",
                                "пример ничего не ожидает: укажите строки или «—».",
                                "the example expects nothing: name rows, or \"—\"."));
    }

    @Test
    void refusesANumberInAnExampleThatNoFactCanHold() {
        lean().with(
                        "stages.xlsx",
                        book -> book.sheet(
                                "Примеры",
                                row("Пример", "Стадия", "Дней молчит", "Ожидаемые строки"),
                                row("Молчит вечность", "новый", WorkbookBuilder.Content.stored("1e30"), "—")))
                .isRefusedAt("stages.xlsx › Примеры!C2 «Дней молчит»", "вне допустимого", "out of range");
    }
}
