package io.rapport.channel.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RateLimit limit = new RateLimit(2, 1, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void letsABurstThroughAndThenTheRate() {
        assertThat(limit.take("anna")).isZero();
        assertThat(limit.take("anna")).isZero();
        assertThat(limit.take("anna")).isEqualTo(Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofMillis(400).toNanos());
        assertThat(limit.take("anna")).isEqualTo(Duration.ofMillis(600));
        nanos.addAndGet(Duration.ofMillis(600).toNanos());
        assertThat(limit.take("anna")).isZero();
        assertThat(limit.take("anna")).isPositive();
    }

    @Test
    void countsEachKeyByItself() {
        limit.take("anna");
        limit.take("anna");
        assertThat(limit.take("boris")).isZero();
    }

    @Test
    void givesATurnBack() {
        limit.take("anna");
        limit.take("anna");
        limit.giveBack("anna");
        assertThat(limit.take("anna")).isZero();
    }

    @Test
    void refusesALimitThatLetsNothingThrough() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(1, 0));
    }
}
