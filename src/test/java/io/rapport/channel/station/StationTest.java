package io.rapport.channel.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StationTest {

    private final Bell bell = new Bell();

    @Test
    void worksAsLongAsThereIsWorkWithoutWaiting() {
        var left = new AtomicInteger(1000);
        var station = started(Duration.ofSeconds(60), () -> left.getAndUpdate(n -> Math.max(0, n - 1)) > 0);
        await().atMost(Duration.ofSeconds(5)).untilAtomic(left, org.hamcrest.Matchers.is(0));
        station.stop();
    }

    @Test
    void isWokenByTheBell() {
        var tries = new AtomicInteger();
        var station = started(Duration.ofSeconds(60), () -> {
            tries.incrementAndGet();
            return false;
        });
        await().until(() -> tries.get() == 2);
        bell.ring();
        await().atMost(Duration.ofSeconds(2)).until(() -> tries.get() == 3);
        station.stop();
    }

    @Test
    void looksAgainWithoutTheBell() {
        var tries = new AtomicInteger();
        var station = started(Duration.ofMillis(20), () -> {
            tries.incrementAndGet();
            return false;
        });
        await().until(() -> tries.get() > 10);
        station.stop();
    }

    @Test
    void slowsDownWhileTheWorkFailsAndGoesOnAfterwards() throws Exception {
        var broken = new AtomicBoolean(true);
        var tries = new AtomicInteger();
        var done = new AtomicInteger();
        var station = started(Duration.ofMillis(5), () -> {
            tries.incrementAndGet();
            if (broken.get()) {
                throw new IllegalStateException("the database is away");
            }
            done.incrementAndGet();
            return false;
        });
        Thread.sleep(1000);
        assertThat(tries.get()).isBetween(2, 12);
        broken.set(false);
        await().atMost(Duration.ofSeconds(8)).until(() -> done.get() > 5);
        station.stop();
    }

    @Test
    void stopsAtOnceWhenIdleAndStartsAgain() {
        var station = started(Duration.ofSeconds(60), () -> false);
        long start = System.nanoTime();
        station.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(station.isRunning()).isFalse();
        station.start();
        assertThat(station.isRunning()).isTrue();
        station.stop();
    }

    private Station started(Duration poll, BooleanSupplier work) {
        var station = new Station("test", 2, poll, bell, new RightOfWay(), work);
        station.start();
        return station;
    }
}
