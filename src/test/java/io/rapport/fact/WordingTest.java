package io.rapport.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"а можно в кредит", "ну и чё вы мне впариваете", "работаете?", "как записаться", "How long is it"
            })
    void recognisesAQuestion(String text) {
        assertThat(Wording.asks(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "нет", "хочу понимать, что говорят", "чтобы говорить с внуками", "👍", "Сергей"})
    void takesNothingElseForAQuestion(String text) {
        assertThat(Wording.asks(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "👍 💰, 0", "да, 1", "'ну, не знаю...', 3", "в 18:30, 3"})
    void countsWords(String text, int words) {
        assertThat(Wording.words(text)).isEqualTo(words);
    }

    @Test
    void staysCalmAtAnything() {
        assertThat(Wording.words("\u0000\ud800 ?")).isZero();
        assertThat(Wording.asks("\u0000\ud800")).isFalse();
    }
}
