package io.rapport.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void comesBackAsItWas() {
        var cursor = new Cursor(Instant.parse("2026-11-20T10:00:00.123456Z"), 1, 42);
        assertThat(Cursor.parse(cursor.toString())).contains(cursor);
        var old = new Cursor(Instant.parse("1961-04-12T06:07:00Z"), 0, 1);
        assertThat(Cursor.parse(old.toString())).contains(old);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1_2",
                "1_2_3_4",
                "99999999999999999999_0_1",
                "999999999999999999_0_1",
                "-999999999999999999_0_1",
                "1_0_-1"
            })
    void isNothingIfItIsNoneOfOurs(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }
}
