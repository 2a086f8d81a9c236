package io.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Здравствуйте{, name}! | Анна | Здравствуйте, Анна!",
                "Здравствуйте{, name}! |      | Здравствуйте!",
                "Здравствуйте{, name}! | ' '  | Здравствуйте!",
                "{name, }привет        | Анна | Анна, привет",
                "{name, }привет        |      | привет",
                "Привет{ (name)}       | Анна | Привет (Анна)",
                "{name}                | $1\\ | $1\\",
                "{name} и {name}       | Анна | Анна и Анна",
                "{name}                | {name} | {name}",
            })
    void printsPunctuationOnlyTogetherWithTheValue(String template, @Nullable String name, String said) {
        assertThat(new TemplateText(template).fill(placeholder -> name)).isEqualTo(said);
    }

    @Test
    void passesOnTheArgumentOfAPlaceholder() {
        assertThat(new TemplateText("Группа — {price:GROUP-2}, клуб — {price:CLUB}")
                        .fill(placeholder -> placeholder.name() + "/" + placeholder.argument()))
                .isEqualTo("Группа — price/GROUP-2, клуб — price/CLUB");
    }

    @Test
    void takesAPlaceholderForOptionalOnlyIfItBringsPunctuation() {
        assertThat(new TemplateText("{, name} {price} {level.}").placeholders())
                .extracting(TemplateText.Placeholder::isOptional)
                .containsExactly(true, false, true);
    }

    @Test
    void renamesPlaceholdersAndNothingElse() {
        Map<String, String> names = new HashMap<>(Map.of("имя", "name", "цена", "price"));

        assertThat(new TemplateText("имя{, имя}: {цена:GROUP} и {прочее}")
                        .renamed(name -> names.getOrDefault(name, name)))
                .hasToString("имя{, name}: {price:GROUP} и {прочее}");
    }

    @Test
    void keepsLiteralsApartFromPlaceholders() {
        assertThat(new TemplateText("Цена{: price} — {цена}!").literals()).isEqualTo("Цена — !");
    }
}
