package io.rapport.ruleset.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @Test
    void evensOutCaseYoPunctuationAndEmoji() {
        assertThat(words("ЕЩЁ раз,сколько🙏стоит?!")).containsExactly("еще", "раз", "сколько", "стоит");
    }

    @Test
    void collapsesLettersThatAreShoutedButKeepsHonestDoubles() {
        assertThat(words("стоооооп, хваааатит, грамматика, 1000"))
                .containsExactly("стоп", "хватит", "грамматика", "1000");
    }

    @Test
    void readsLatinLookAlikesInsideCyrillicWordsAndTheOtherWayRound() {
        assertThat(words("cтoп unsubsсribе")).containsExactly("стоп", "unsubscribe");
    }

    @Test
    void seesThroughZeroWidthCharactersAndDecomposedLetters() {
        assertThat(words("с\u200bт\u00adоп перезвони\u0306те е\u0308лка"))
                .containsExactly("стоп", "перезвонйте", "елка");
    }

    @Test
    void keepsApostrophesOutAndCutsHyphensAndUnits() {
        assertThat(words("don’t по-английски 8лет 1на1"))
                .containsExactly("dont", "по", "английски", "8", "лет", "1", "на", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 916 123-45-67|+79161234567",
                "89161234567|+79161234567",
                "+7(916)123-45-67|+79161234567",
                "тел.8-916-123-45-67, звоните|+79161234567",
                "7 916 123 45 67|+79161234567",
                "9161234567|+79161234567",
                "(916) 123 45 67|+79161234567",
                "+375 29 123-45-67|+375291234567",
                "375291234567|+375291234567",
                "мне 25 лет, 8.916.123.45.67|+79161234567",
            })
    void recognisesPhonesHoweverTheyAreWritten(String message, String phone) {
        assertThat(Phrases.parse("{телефон}").findIn(Text.of(message)))
                .get()
                .extracting(Span::entityValue)
                .isEqualTo(phone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "заказ 12345",
                "01.12.2026 в 10:30",
                "order79161234567",
                "4276 1234 5678 9012",
                "8 916 123"
            })
    void takesNoOtherDigitsForAPhone(String message) {
        assertThat(Phrases.parse("{телефон}").findIn(Text.of(message))).isEmpty();
    }

    @Test
    void findsAnEmailAndLowersItsCase() {
        assertThat(Phrases.parse("{почта}").findIn(Text.of("пишите на Anna.K+x@Mail.RU, жду")))
                .contains(new Span(10, 26, "Anna.K+x@Mail.RU", "anna.k+x@mail.ru"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "аnna@mail.ru",
                "anna@mаil.ru",
                "anna@",
                "@mail.ru",
                "anna@mail",
                "anna@mail..ru",
                "anna@1.2",
                "a @ b.ru"
            })
    void refusesWhatIsNoEmail(String message) {
        assertThat(Phrases.parse("{почта}").findIn(Text.of(message))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"у меня B1,B1", "уровень в1,B1", "С1 был,C1", "b-2!,B2", "А2+,A2", "между А1-А2,A1"})
    void recognisesLevelsInEitherAlphabet(String message, String level) {
        assertThat(Phrases.parse("{уровень}").findIn(Text.of(message)))
                .get()
                .extracting(Span::entityValue)
                .isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"в 1 группе", "с1 сентября", "в2 часа", "b12", "ab1", "в 2", "A1000"})
    void takesNoPrepositionForALevel(String message) {
        assertThat(Phrases.parse("{уровень}").findIn(Text.of(message))).isEmpty();
    }

    @Test
    void readsNothingInsideLinksAndUserNames() {
        assertThat(Phrases.parse("стоп;stop")
                        .findIn(Text.of("https://bereg.example/stop?стоп=1 @stop_bot www.stop.ru")))
                .isEmpty();
    }

    @Test
    void aMissingOrWordlessMessageIsEmpty() {
        assertThat(Text.of(null).isEmpty()).isTrue();
        assertThat(Text.of("...!? \u0000").isEmpty()).isTrue();
        assertThat(Text.of("ok").isEmpty()).isFalse();
    }

    @Test
    void picturesAreWordsOnlyWhereThereAreNoOthers() {
        assertThat(words("👍👍 ❤️ !")).containsExactly("👍", "❤");
        assertThat(words("спасибо 👍")).containsExactly("спасибо");
        assertThat(Phrases.parse("^^👍$$").findIn(Text.of("👍👍🏻"))).isPresent();
    }

    @Test
    void aUserNameIsAContactAndCyrillicLettersNameLevels() {
        assertThat(Phrases.parse("{ник}").findIn(Text.of("мой тг @anton_tg")))
                .get()
                .extracting(Span::entityValue)
                .isEqualTo("@anton_tg");
        assertThat(Phrases.parse("{уровень}").findIn(Text.of("у меня б1")))
                .get()
                .extracting(Span::entityValue)
                .isEqualTo("B1");
    }

    private static java.util.List<String> words(String message) {
        return Text.of(message).words();
    }
}
