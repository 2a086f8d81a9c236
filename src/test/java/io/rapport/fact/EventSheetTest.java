package io.rapport.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.EventTypes;
import io.rapport.ruleset.Shipped;
import io.rapport.ruleset.schema.CodeList;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the house leaves or reads is on the sheet «События», in words of both languages. */
class EventSheetTest {

    private static final CodeList EVENTS = Shipped.rules().tables().lists().get("events");

    @ParameterizedTest
    @MethodSource("types")
    void isOnTheSheet(String type) {
        assertThat(EVENTS.codes()).contains(type);
        var label = EVENTS.label(type);
        assertThat(label.ru()).isNotBlank().matches("[а-яё «»]+");
        assertThat(label.en()).isNotBlank().matches("[a-zA-Z ,'-]+");
    }

    static List<String> types() {
        return Stream.of(EventTypes.class, Deeds.class)
                .flatMap(home -> Arrays.stream(home.getDeclaredFields()))
                .filter(field -> field.getType() == String.class)
                .map(EventSheetTest::code)
                .distinct()
                .sorted()
                .toList();
    }

    private static String code(Field field) {
        try {
            field.setAccessible(true);
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
