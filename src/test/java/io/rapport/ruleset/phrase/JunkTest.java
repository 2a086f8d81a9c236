package io.rapport.ruleset.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives, nothing breaks, nothing takes long, and every quote is really in the message. */
class JunkTest {

    private static final String ALPHABET =
            "абвёйст ABCdeop 0189+-().,;!?@'`\n\t…—«»[]{}|^$*\u0000\u200b\u0301\ud83d\ude00\ud800\udfffІß";
    private static final Phrases PHRASES = Phrases.parse(
            "{телефон}; {почта}; {уровень}; {число} лет; стоп; (а|б|во*) ... [ст] ... (op|de|стоп) [абв]; ^ сто; во $; ^^ не стоит $$");

    @Test
    void randomJunkIsHarmlessAndQuotedFaithfully() {
        Random random = new Random(20261122);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder junk = new StringBuilder();
            for (int length = random.nextInt(80); length > 0; length--) {
                junk.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            String message = junk.toString();
            PHRASES.findIn(Text.of(message)).ifPresent(span -> {
                assertThat(span.quote()).isNotEmpty().isEqualTo(message.substring(span.start(), span.end()));
                assertThat(message).contains(span.quote());
            });
        }
    }

    @Test
    void randomCellsAreReadOrRefusedButNeverBreak() {
        Random random = new Random(42);
        String signs = "абв стоп ()[]|^$*!….{}; ёA1-'";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder cell = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                cell.append(signs.charAt(random.nextInt(signs.length())));
            }
            try {
                assertThat(Phrases.parse(cell.toString()).findIn(Text.of(""))).isEmpty();
            } catch (PhraseSyntaxException refused) {
                assertThat(refused.position()).isBetween(1, refused.phrase().length() + 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "не ",
                "8 ",
                "@",
                "a@",
                "8916 ",
                "(",
                "+7",
                "\ud800",
                "\u0000",
                "а-",
                "а.",
                "1234567890 x ",
                "а б ст ",
                "'",
                "http://",
                "\u0301"
            })
    void anyAmountOfAnythingTakesLinearTime(String piece) {
        String message = piece.repeat(200_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(4), () -> PHRASES.findIn(Text.of(message)));
    }

    @Test
    void hundredsOfCellsAreSearchedInWellUnderAMillisecond() {
        String cell =
                "сколько ... стоит; цен*; прайс; почем; стоимость; (какая|каков) ... цена; расценки; сколько денег";
        List<Phrases> rows = java.util.stream.Stream.generate(() -> Phrases.parse(cell))
                .limit(250)
                .toList();
        String message =
                "здравствуйте скажите пожалуйста подойдут ли ваши занятия полному новичку после работы вечером";
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 300; i++) {
            long from = System.nanoTime();
            Text text = Text.of(message);
            assertThat(rows.stream().filter(row -> row.findIn(text).isPresent()).count())
                    .isZero();
            best = Math.min(best, System.nanoTime() - from);
        }
        // generous, for loaded machines: about 0.1 ms when measured
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(2));
    }

    @Test
    void aLongCellOfForgivingWordsIsSearchedAsFast() {
        String verbs =
                "пришлите|отправьте|скиньте|подскажите|расскажите|поделитесь|посоветуйте|порекомендуйте|покажите";
        String cell = "(%s) ... прайс; (%s) ... расценки; (%s) [мне] тарифы; (%s) ... сколько стоит"
                .formatted(verbs, verbs, verbs, verbs);
        List<Phrases> rows = java.util.stream.Stream.generate(() -> Phrases.parse(cell))
                .limit(250)
                .toList();
        String message =
                "пришлите пожалуйста подробности про преподавателей и расскажите понятно подойдет ли программа";
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 300; i++) {
            long from = System.nanoTime();
            Text text = Text.of(message);
            assertThat(rows.stream().filter(row -> row.findIn(text).isPresent()).count())
                    .isZero();
            best = Math.min(best, System.nanoTime() - from);
        }
        // generous, for loaded machines
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(4));
    }
}
