package io.rapport.ruleset.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseSyntaxTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "(да|нет => 1 => скобка не закрыта",
                "да) => 3 => знак «)»",
                "да|нет => 3 => варианты через |",
                "(да|) => 5 => не хватает слова",
                "{возраст} => 1 => {телефон}",
                "{телефон => 1 => {телефон}",
                "да ^ нет => 4 => только в начале",
                "да $ нет => 4 => только в конце",
                "^^^ да => 3 => только в начале",
                "да * => 4 => сразу после слова",
                "ц* => 1 => две буквы",
                "да ... => 1 => между словами",
                "да % => 4 => не читается",
                "((((((да)))))) => 5 => скобок в скобках",
            })
    void namesThePhraseThePositionAndTheRemedy(String phrase, int position, String remedy) {
        PhraseSyntaxException refusal = refusal("хорошо; " + phrase);
        assertThat(refusal.phrase()).isEqualTo(phrase.strip());
        assertThat(refusal.position()).isEqualTo(position);
        assertThat(refusal.russian()).contains(phrase.strip()).contains(remedy);
        assertThat(refusal.english()).contains("character " + position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[бы]", "[да] [нет]", "([да]|нет)", "[[да]]"})
    void refusesAPhraseThatWouldMatchAnything(String phrase) {
        assertThat(refusal(phrase).russian()).contains("любому сообщению");
        assertThat(refusal(phrase).english()).contains("any message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^", "^ $", "...", "()", "[]", "*", "!", "$$"})
    void refusesAPhraseWithoutWords(String phrase) {
        assertThat(refusal(phrase)).isNotNull();
    }

    @Test
    void refusesAPhraseLongerThanAnyMessageNeeds() {
        assertThat(refusal("слово ".repeat(61)).english()).contains("longer than 60 words");
        assertThat(Phrases.parse("слово ".repeat(60)).findIn(Text.of("слово ".repeat(100))))
                .isPresent();
    }

    private static PhraseSyntaxException refusal(String cell) {
        return catchThrowableOfType(PhraseSyntaxException.class, () -> Phrases.parse(cell));
    }
}
