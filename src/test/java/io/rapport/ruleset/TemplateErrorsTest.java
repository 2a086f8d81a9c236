package io.rapport.ruleset;

import static io.rapport.ruleset.RuleFolder.at;
import static io.rapport.ruleset.RuleFolder.lean;
import static io.rapport.ruleset.WorkbookBuilder.row;

import io.rapport.ruleset.WorkbookBuilder.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateErrorsTest {

    private static final Object[] TEMPLATE_HEADER = row("Код", "Язык", "Вариант 1", "Вариант 2", "Кнопки");

    private static final Object[] HEADER = row("№", "Сигнал", "Действие", "Шаблон", "Оставляет событие", "Причина");

    @ParameterizedTest
    @CsvSource({"{имья},имья,name|имя", "{погода},погода,погод"})
    void refusesAPlaceholderThatNothingCanFill(String placeholder, String name) {
        templates(row("hello", "ru", "Здравствуйте, " + placeholder + "!", "Привет!"))
                .isRefusedAt(
                        "replies.xlsx › Шаблоны!C2 «Вариант 1»",
                        "неизвестная подстановка {" + name + "}. Есть: ",
                        "unknown placeholder {" + name + "}. There is: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Здравствуйте, {имя!", "Здравствуйте, имя}!", "{{имя}}", "{}", "{1}"})
    void refusesABraceWithoutItsPair(String text) {
        templates(row("hello", "ru", text, "Привет!"))
                .isRefusedFor(
                        at("replies.xlsx › Шаблоны!C2 «Вариант 1»", "скобка { или } без пары.", "an unpaired { or }."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Всего 500 ₽!",
                "Всего 4 900 руб.",
                "Всего 4\u00a0900 рублей",
                "Всего 500р.",
                "Only $5",
                "Only 5 €",
                "Всего 500 RUB"
            })
    void refusesAPriceWrittenByHand(String text) {
        templates(row("hello", "ru", "Здравствуйте!", text))
                .isRefusedFor(at(
                        "replies.xlsx › Шаблоны!D2 «Вариант 2»",
                        "цена написана в тексте. Подставьте её из каталога: {цена:КОД}.",
                        "a price is written into the text. Take it from the catalogue: {price:CODE}."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Записаться",
                "= WANTS_TRIAL",
                "Записаться =",
                "Да = 0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void refusesAButtonThatCannotBeTapped(String button) {
        templates(row("hello", "ru", "Здравствуйте!", "Привет!", button))
                .isRefusedFor(at(
                        "replies.xlsx › Шаблоны!E2 «Кнопки»",
                        "кнопка «" + button + "»: нужно Надпись = КОД (код не длиннее 64 байт).",
                        "button \"" + button + "\": Label = CODE is needed (a code of at most 64 bytes)."));
    }

    @Test
    void refusesATemplateThatIsDescribedTwice() {
        templates(row("hello", "ru", "Здравствуйте!", "Привет!"), row("hello", "ru", "Салют!", "Привет!"))
                .isRefusedFor(at(
                        "replies.xlsx › Шаблоны!A3 «Код»",
                        "шаблон уже описан: replies.xlsx › Шаблоны!A2.",
                        "the template is already described: replies.xlsx › Шаблоны!A2."));
    }

    @Test
    void refusesATemplateWithOneVariantOnly() {
        templates(row("hello", "ru", "Здравствуйте!"))
                .isRefusedFor(at("replies.xlsx › Шаблоны!D2 «Вариант 2»", "не заполнено.", "is blank."));
    }

    @Test
    void neverSaysAnErrorOfASpreadsheet() {
        templates(row("hello", "ru", "Здравствуйте!", Content.error()))
                .isRefusedFor(at(
                        "replies.xlsx › Шаблоны!D2 «Вариант 2»",
                        "в ячейке ошибка #N/A.",
                        "the cell holds the error #N/A."));
    }

    @Test
    void refusesATemplateOrEventThatIsNotThere() {
        replies(row("R-010", "спросил цену", "ответить", "helo", "спросил цыну", "Причина"))
                .isRefusedFor(
                        at(
                                "replies.xlsx › Ответы!D2 «Шаблон»",
                                "«helo» не найдено. Может быть, «hello»?",
                                "\"helo\" is unknown. Did you mean \"hello\"?"),
                        at(
                                "replies.xlsx › Ответы!E2 «Оставляет событие»",
                                "«спросил цыну» не найдено. Может быть, «спросил цену»?",
                                "\"спросил цыну\" is unknown. Did you mean \"спросил цену\"?"));
    }

    @Test
    void refusesATagThatIsNotListed() {
        lean().with(
                        "tagging.xlsx",
                        book -> book.sheet(
                                "Правила",
                                row("№", "Стадия", "Поставить тег", "Причина"),
                                row("T-010", "NEW", "price-stuk", "Причина")))
                .isRefusedFor(at(
                        "tagging.xlsx › Правила!C2 «Поставить тег»",
                        "«price-stuk» не найдено. Может быть, «price-stuck»?",
                        "\"price-stuk\" is unknown. Did you mean \"price-stuck\"?"));
    }

    private static RuleFolder templates(Object[]... templates) {
        return replies(templates, row("R-010", "спросил цену", "ответить", "hello", null, "Причина"));
    }

    private static RuleFolder replies(Object[]... rows) {
        return replies(new Object[][] {row("hello", "ru", "Здравствуйте!", "Привет!")}, rows);
    }

    private static RuleFolder replies(Object[][] templates, Object[]... rows) {
        return lean().with(
                        "replies.xlsx",
                        book -> book.sheet("Шаблоны", under(TEMPLATE_HEADER, templates))
                                .sheet("Ответы", under(HEADER, rows))
                                .sheet(
                                        "Следующий вопрос",
                                        new Object[][] {row("№", "Стадия", "Вопрос", "Шаблон", "Причина")}));
    }

    private static Object[][] under(Object[] header, Object[]... rows) {
        var all = new Object[rows.length + 1][];
        all[0] = header;
        System.arraycopy(rows, 0, all, 1, rows.length);
        return all;
    }
}
