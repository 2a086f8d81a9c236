package io.rapport.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures are those of Newcombe's paper of 1998, table II, method 10. */
class IntervalTest {

    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339",
        "9, 10, 3, 10, 0.1705, 0.8090",
        "5, 56, 0, 29, -0.0381, 0.1926",
        "0, 10, 0, 20, -0.1611, 0.2775",
        "10, 10, 0, 20, 0.6791, 1.0000",
        "10, 10, 0, 10, 0.6075, 1.0000"
    })
    void knowsWhereADifferenceLies(long hits1, long of1, long hits2, long of2, double low, double high) {
        Interval interval = Interval.ofDifference(hits1, of1, hits2, of2);

        assertThat(interval.low()).isCloseTo(low, within(0.0001));
        assertThat(interval.high()).isCloseTo(high, within(0.0001));
    }

    @Test
    void knowsNothingOfNobody() {
        assertThat(Interval.ofRate(0, 0)).isEqualTo(new Interval(0, 1));
        assertThat(Interval.ofDifference(0, 0, 3, 10).isAwayFromZero()).isFalse();
    }
}
