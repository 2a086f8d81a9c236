package io.rapport.ruleset.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "сколько стоит => А СКОЛЬКО СТОИТ курс? => СКОЛЬКО СТОИТ",
                "сколько стоит => сколко стоит => сколко стоит",
                "сколько => ксолько это => ксолько",
                "расписание => где рсписание => рсписание",
                "ещё => еще хочу => еще",
                "цен* => какие цены у вас => цены",
                "(сколько|скок*|почем [же]) [у вас] стоит => почем же у вас стоит => почем же у вас стоит",
                "(сколько|скок*) стоит => скока стоит => скока стоит",
                "сколько ... стоит => сколько у вас там стоит => сколько у вас там стоит",
                "сколько… стоит => сколько стоит => сколько стоит",
                "хочу [бы] => хочу бы учиться => хочу бы",
                "^ да $ => Хм. Да! Хочу => Да",
                "^^ стоп $$ => СТОП!!! => СТОП",
                "{число} лет => мне 25лет => 25лет",
                "по-английски => говорю по английски => по английски",
                "(в ((пн|вт)|выходные)) => можно в вт => в вт",
                "dont write => Please, don't write => don't write",
            })
    void finds(String phrase, String message, String quote) {
        assertThat(Phrases.parse(phrase).findIn(Text.of(message)))
                .get()
                .extracting(Span::quote)
                .isEqualTo(quote);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "сколько стоит => сколько? стоит ли",
                "сколько ... стоит => сколько раз два три четыре стоит",
                "стоит! => стоил",
                "цена => цента",
                "урок => уроки",
                "^ да => ну да",
                "да $ => да ладно",
                "^^ стоп => Привет. Стоп",
                "стоп $$ => Стоп! Почему?",
                "стоп => сТоПка",
                "нужно => ненужно",
            })
    void doesNotFind(String phrase, String message) {
        assertThat(Phrases.parse(phrase).findIn(Text.of(message))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "хочу пробный => не хочу пробный",
                "дорого => это не очень дорого",
                "дорого => мне не так уж дорого",
                "интересно => не так мне интересно",
                "refund => no refund",
                "call => don't call",
                "опыта => без опыта",
            })
    void isNotFoundRightAfterANegation(String phrase, String message) {
        Text text = Text.of(message);
        assertThat(Phrases.parse(phrase).findIn(text)).as(message).isEmpty();
        assertThat(Phrases.parse(phrase).findIn(text, true)).as(message).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "интересно => ниинтересно",
                "неинтересно => интересно",
                "отпишите => опишите",
                "опишите => отпишите",
                "почем => почему",
                "почему => почем",
                "записаться => заниматься",
                "перестаньте => перестать",
                "смета => света",
                "нельзя => ельзя",
                "иностранный => ниостранный",
            })
    void keepsEverydayWordsApart(String phrase, String message) {
        assertThat(Phrases.parse(phrase).findIn(Text.of(message), true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "сколько => ксолько",
                "менеджера => мнеджера",
                "скидка => сикдка",
                "группа => група",
                "дорого => дораго",
                "привет => ппривет",
                "почем => пачем",
                "тариф => тареф",
                "преподаватель => приподаватиль",
                "рассрочка => расрочка",
            })
    void forgivesATypoBehindTheFirstLetter(String phrase, String message) {
        assertThat(Phrases.parse(phrase).findIn(Text.of(message))).isPresent();
    }

    @Test
    void aSwapOfTheFirstTwoLettersIsOneTypo() {
        assertThat(Phrases.parse("сколько").findIn(Text.of("ксолько"))).isPresent();
        assertThat(Phrases.parse("сколько").findIn(Text.of("ксолка"))).isEmpty();
        assertThat(Phrases.parse("преподаватель").findIn(Text.of("рпеподаватиль")))
                .isPresent();
    }

    @Test
    void findsEveryPhraseThatBeginsWithTheSameWord() {
        Phrases phrases = Phrases.parse("сколько стоит; сколько минут; (сколько|когда) занятие; да нет; да");
        assertThat(phrases.findIn(Text.of("сколько занятие"))).isPresent();
        assertThat(phrases.findIn(Text.of("сколько минут"))).isPresent();
        assertThat(phrases.findIn(Text.of("сколько угодно"))).isEmpty();
        assertThat(phrases.findIn(Text.of("ну да"))).isPresent();
    }

    @Test
    void aCommaOrASentenceEndsTheReachOfANegation() {
        assertThat(Phrases.parse("дорого").findIn(Text.of("нет, дорого"))).isPresent();
        assertThat(Phrases.parse("дорого").findIn(Text.of("нет. дорого"))).isPresent();
    }

    @Test
    void aPhraseThatBeginsWithANegationKeepsIt() {
        Phrases phrases = Phrases.parse("не [надо] пишите; [больше] не звоните");
        assertThat(phrases.findIn(Text.of("не пишите"))).isPresent();
        assertThat(phrases.findIn(Text.of("больше не звоните мне")))
                .get()
                .extracting(Span::quote)
                .isEqualTo("больше не звоните");
        assertThat(phrases.findIn(Text.of("пишите, звоните"))).isEmpty();
    }

    @Test
    void looksBehindANegatedPlaceForAnother() {
        assertThat(Phrases.parse("хочу").findIn(Text.of("в группу не хочу, хочу один")))
                .contains(new Span(18, 22, "хочу", null));
    }

    @Test
    void findsTheLeftmostPhraseOfTheCell() {
        assertThat(Phrases.parse("стоит; сколько").findIn(Text.of("сколько это стоит")))
                .get()
                .extracting(Span::quote)
                .isEqualTo("сколько");
    }

    @Test
    void quotesTheOriginalWords() {
        assertThat(Phrases.parse("сколько стоит").findIn(Text.of("🙂 Скажите: сколькооо\u200b  стОит??")))
                .get()
                .extracting(Span::quote)
                .isEqualTo("сколькооо\u200b  стОит");
    }

    @Test
    void aBlankCellIsNeverFound() {
        assertThat(Phrases.parse(null).isEmpty()).isTrue();
        assertThat(Phrases.parse(" ;\n; ").isEmpty()).isTrue();
        assertThat(Phrases.parse("").findIn(Text.of("что угодно"))).isEmpty();
    }

    @Test
    void separatesPhrasesByLineBreaksToo() {
        assertThat(Phrases.parse("раз\r\nдва").findIn(Text.of("два"))).isPresent();
    }
}
