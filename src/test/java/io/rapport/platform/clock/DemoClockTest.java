package io.rapport.platform.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.engagement.ClockAdvanced;
import io.rapport.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoClockTest {

    private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final List<Object> published = new ArrayList<>();
    private final DemoClock clock = newClock();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void showsTheTimeOfTheMachineAtFirst() {
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void movesForwardAndTellsTheOthers() {
        var now = clock.advance(Duration.ofDays(1));
        assertThat(now).isEqualTo("2026-02-01T10:00:00Z").isEqualTo(clock.instant());
        assertThat(published).containsExactly(new ClockAdvanced(now));
    }

    @Test
    void addsUpToTheMicrosecond() {
        clock.advance(Duration.parse("PT0.000001S"));
        clock.advance(Period.ofMonths(1));
        assertThat(clock.instant()).isEqualTo("2026-02-28T10:00:00.000001Z");
    }

    @Test
    void doesNotGoBackInTimeWithARestart() {
        clock.advance(Duration.ofDays(366));
        assertThat(newClock().instant()).isEqualTo(clock.instant()).isEqualTo("2027-02-01T10:00:00Z");
    }

    @Test
    void movesInEveryZone() {
        var moscow = clock.withZone(ZoneId.of("Europe/Moscow"));
        clock.advance(Duration.ofHours(12));
        assertThat(LocalDate.now(moscow)).isEqualTo("2026-02-01");
    }

    static Stream<TemporalAmount> impossibleSteps() {
        return Stream.of(
                Duration.ZERO,
                Period.ZERO,
                Duration.ofNanos(1),
                Duration.ofSeconds(-1),
                Period.ofDays(-1),
                Duration.ofDays(366).plusNanos(1000),
                Period.ofYears(2),
                Period.ofYears(Integer.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("impossibleSteps")
    void refusesWhatIsNotAStepForward(TemporalAmount amount) {
        assertThatThrownBy(() -> clock.advance(amount)).isInstanceOf(IllegalArgumentException.class);
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(published).isEmpty();
    }

    @Test
    void staysWithinALifetime() {
        for (int year = 0; year < 20; year++) {
            clock.advance(Duration.ofDays(366));
        }
        assertThatThrownBy(() -> clock.advance(Duration.ofDays(1))).hasMessageContaining("20 years");
    }

    private DemoClock newClock() {
        return new DemoClock(Clock.fixed(START, ZoneOffset.UTC), database.jdbc(), published::add);
    }
}
