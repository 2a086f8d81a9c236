package io.rapport.ruleset.stage;

import static io.rapport.ruleset.WorkbookBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.RuleFolder;
import io.rapport.ruleset.Ruleset;
import io.rapport.ruleset.Shipped;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnderstandingTest {

    private static final Object[] HEADER = row("№", "Вкл", "Сообщение", "Сигналы", "Уровень", "Цель");

    private static List<SignalFact> understood(String message) {
        return Shipped.rules().understand(message, Facts.NONE, Shipped.NOW);
    }

    private static RuleFolder samples(Object[]... rows) {
        return RuleFolder.lean().with("signals.xlsx", book -> book.sheet("Образцы", rows));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "отпишись",
                "отпиши",
                "удалите меня",
                "не беспокойте",
                "хорош писать",
                "Здравствуйте! Сколько стоит? Хотя нет, отпишите меня",
                "удалите мой номер, я хочу вернуть деньги"
            })
    void optingOutGoesBeforeEverything(String message) {
        assertThat(understood(message).get(0).type()).isEqualTo("STOP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "не бросайте меня на полпути",
                "в группе человек пять?",
                "хватит ли мне месяца?",
                "стоп, а сколько стоит?",
                "не останавливайтесь",
                "можно приостановить занятия?",
                "бот что ли тупой",
                "я передумал, хочу вернуться",
                "привте",
            })
    void neitherOptingOutNorAPersonIsImagined(String message) {
        assertThat(understood(message)).extracting(SignalFact::type).doesNotContain("STOP", "WANTS_HUMAN");
    }

    @ParameterizedTest
    @CsvSource({
        "'я передумал, хочу вернуться', OPT_IN,",
        "средний, TOLD_LEVEL, B1",
        "базовый, TOLD_LEVEL, A2",
        "б1, TOLD_LEVEL, B1",
        "intermediate, TOLD_LEVEL, B1",
        "нулевой, TOLD_LEVEL, A1",
        "👋, GREETING,",
        "🙏, THANKS,",
        "у скайенга дешевле, OBJECTION_PRICE,",
        "book a trial, WANTS_TRIAL,",
        "пришлите какие-нибудь материалы, WANTS_MATERIAL,",
        "хочу заниматься, WANTS_TRIAL,",
        "сколько это говно стоит, ASKED_PRICE,",
        "@anton_tg, TOLD_CONTACT, @anton_tg",
        "сколько стоит группа, ASKED_PRICE, GROUP",
        "сколько стоит группа и индивидуальные, ASKED_PRICE,",
        "беру клуб, READY_TO_BUY, CLUB"
    })
    void understandsWhatChatsHaveTaught(String message, String signal, String value) {
        assertThat(understood(message)).singleElement().satisfies(found -> {
            assertThat(found.type()).isEqualTo(signal);
            assertThat(found.value()).isEqualTo(value);
            assertThat(found.row()).matches("[NU]-[0-9]+[a-zа-я]?");
        });
    }

    @Test
    void aGoalAndALevelAreToldAtOnce() {
        assertThat(understood("нужно сдать на 7, сейчас примерно 6"))
                .extracting(SignalFact::type, SignalFact::value)
                .containsExactlyInAnyOrder(tuple("TOLD_INTEREST", "EXAMS"), tuple("TOLD_LEVEL", "B2"));
    }

    @ParameterizedTest
    @CsvSource({"запишите, TRIAL", "'ладно, только не утром', TRIAL", "👍, TRIAL", "ок, CONTACT", "хочу, CONTACT"})
    void agreementIsHeardAsTheAnswerToTheQuestion(String answer, String question) {
        Facts client = Facts.of(Map.of("lastQuestion", question));
        assertThat(Shipped.rules().understand(answer, client, Shipped.NOW))
                .extracting(SignalFact::type)
                .contains("WANTS_TRIAL");
    }

    @Test
    void aSampleThatAnAnalystAddsIsUnderstoodAndNamed() {
        Ruleset rules = samples(
                        HEADER,
                        row("U-0001", "да", "стоп", "просит не писать"),
                        row("U-0002", "да", "тра-ля-ля кукареку", "назвал уровень", "средний"),
                        row("U-0003", "да", "как дела", "другое"))
                .compiled();

        SignalFact found = rules.understand("Тра-ля-ля, кукареку!", Facts.NONE, Shipped.NOW)
                .get(0);

        assertThat(found).isEqualTo(new SignalFact("TOLD_LEVEL", "Тра-ля-ля, кукареку!", "B1", "U-0002", 1.0));
        assertThat(rules.whyFound(found)).isEqualTo("похоже на образец «тра-ля-ля кукареку», 1.00");
    }

    @Test
    void aSampleOverrulesThePhrasesForThisVeryMessage() {
        Ruleset rules = samples(
                        HEADER,
                        row("U-0001", "да", "сколько стоит", "другое"),
                        row("U-0002", "да", "стоп", "просит не писать"))
                .compiled();

        assertThat(rules.understand("сколько стоит?", Facts.NONE, Shipped.NOW))
                .extracting(SignalFact::type)
                .containsExactly("OTHER");
        assertThat(rules.understand("сколько стоит урок?", Facts.NONE, Shipped.NOW))
                .extracting(SignalFact::type)
                .contains("ASKED_PRICE");
    }

    @Test
    void consentAndContactsAreNeverGuessed() {
        assertThat(understood("даю соглосие на абработку данных"))
                .allMatch(found ->
                        !found.type().equals("GAVE_CONSENT") || found.likeness() == null || found.likeness() == 1);
        assertThat(understood("мой номер ноль ноль семь"))
                .extracting(SignalFact::type)
                .doesNotContain("TOLD_CONTACT");
    }

    @Test
    void doubledSamplesAndMissingValuesAreRefusedWithTheirRow() {
        var folder = samples(
                HEADER,
                row("U-0001", "да", "я с нуля", "назвал уровень"),
                row("U-0002", "да", "Как дела?", "другое"),
                row("U-0003", "да", "как дела", "другое"));

        assertThat(folder.refusal().toString())
                .contains("Образцы!A2", "нужен уровень")
                .contains("Образцы!A4", "U-0002");
    }

    @Test
    void anyTextIsUnderstoodTheSameTwice() {
        var random = new Random(7);
        String signs = "абвё пишите не ABC 019+-.,!?@\n…\u200b\ud83d\ude00\ud800";
        for (int i = 0; i < 300; i++) {
            var junk = new StringBuilder();
            for (int length = random.nextInt(50); length > 0; length--) {
                junk.append(signs.charAt(random.nextInt(signs.length())));
            }
            assertThat(understood(junk.toString()))
                    .isNotEmpty()
                    .isEqualTo(understood(junk.toString()))
                    .allMatch(found -> junk.indexOf(found.quote()) >= 0);
        }
    }
}
