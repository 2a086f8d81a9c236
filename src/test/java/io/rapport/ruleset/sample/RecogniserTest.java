package io.rapport.ruleset.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.rapport.ruleset.phrase.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecogniserTest {

    private static final Meaning STOP = new Meaning("STOP", null);
    private static final Meaning PRICE = new Meaning("ASKED_PRICE", null);
    private static final Meaning OTHER = new Meaning("OTHER", null);
    private static final Recogniser RECOGNISER = learnt();

    private static Recogniser learnt() {
        var kindred = new Kindred();
        kindred.add("money", "деньг*; бабк*; руб");
        var samples = new ArrayList<Sample>();
        List.of("не пишите мне больше", "отстаньте от меня", "удалите мой номер", "хватит слать сообщения")
                .forEach(text -> samples.add(sample(samples, text, STOP)));
        List.of("сколько стоит урок", "какая цена за месяц", "сколько денег надо", "почем занятия")
                .forEach(text -> samples.add(sample(samples, text, PRICE)));
        List.of("пишите мне чаще", "хватит ли мне месяца", "как дела", "у меня кот")
                .forEach(text -> samples.add(sample(samples, text, OTHER)));
        return Recogniser.learn(samples, kindred);
    }

    private static Sample sample(List<Sample> before, String text, Meaning meaning) {
        return new Sample("U-%04d".formatted(before.size() + 1), text, Set.of(meaning));
    }

    private static Guess likest(String message) {
        return RECOGNISER.guesses(Text.of(message)).get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"удалите мой номер", "УДАЛИТЕ мой номер!!!", "  удалите, мой  номер "})
    void isCertainOfASampleHoweverItIsPunctuated(String message) {
        Guess guess = likest(message);

        assertThat(guess.meaning()).isEqualTo(STOP);
        assertThat(guess.isCertain()).isTrue();
        assertThat(guess.sample()).isEqualTo("U-0003");
    }

    @ParameterizedTest
    @CsvSource({
        "не пишите больше никогда, STOP, U-0001",
        "удолите номер, STOP, U-0003",
        "скольк стоит один урок, ASKED_PRICE, U-0005",
        "skolko stoit urok, ASKED_PRICE, U-0005",
        "сколько бабок надо, ASKED_PRICE, U-0007",
        "чаще пишите, OTHER, U-0009"
    })
    void likensWhatNoSampleSaysAndNamesTheNearest(String message, String signal, String sample) {
        Guess guess = likest(message);

        assertThat(guess.meaning().signal()).isEqualTo(signal);
        assertThat(guess.isCertain()).isFalse();
        assertThat(guess.sample()).isEqualTo(sample);
    }

    @Test
    void quotesTheSentenceThatSaysIt() {
        assertThat(RECOGNISER.guesses(Text.of("Какой у вас кот рыжий! Сколько стоит один урок?")))
                .filteredOn(guess -> guess.meaning().equals(PRICE))
                .extracting(Guess::quote)
                .containsExactly("Сколько стоит один урок");
    }

    @Test
    void learnsTheSameFromTheSame() {
        Recogniser again = learnt();
        for (String message : List.of("сколько стоит", "не надо писать", "кот", "пишите", "zzz 123")) {
            assertThat(again.guesses(Text.of(message))).isEqualTo(RECOGNISER.guesses(Text.of(message)));
        }
    }

    @Test
    void hasNothingToSayWithoutWordsOrSamples() {
        assertThat(RECOGNISER.guesses(Text.of(" ?! "))).isEmpty();
        assertThat(Recogniser.learn(List.of(), new Kindred()).guesses(Text.of("стоп")))
                .isEmpty();
    }

    @Test
    void anyTextIsReadAndQuotedFaithfully() {
        var random = new Random(20261122);
        String signs = "абвёпишитенеABC 019+-().,!?@\n\t…«»\u0000\u200b\u0301\ud83d\ude00\ud800Іß";
        for (int i = 0; i < 3_000; i++) {
            var junk = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                junk.append(signs.charAt(random.nextInt(signs.length())));
            }
            String message = junk.toString();
            assertThatCode(() -> assertThat(RECOGNISER.guesses(Text.of(message)))
                            .allMatch(guess -> message.contains(guess.quote()) && guess.share() <= 1))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"а ", "пишите. ", "абвгд", "8 "})
    void anyAmountOfTextTakesNoTimeToSpeakOf(String piece) {
        String message = piece.repeat(50_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> RECOGNISER.guesses(Text.of(message)));
    }
}
