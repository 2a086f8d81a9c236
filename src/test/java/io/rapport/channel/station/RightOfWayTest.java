package io.rapport.channel.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RightOfWayTest {

    private final AtomicInteger begun = new AtomicInteger();
    private final List<Station> stations = new ArrayList<>();

    @AfterEach
    void stop() {
        stations.forEach(Station::stop);
    }

    @Test
    void nobodyWaitsForAFreeDoor() throws Exception {
        var rightOfWay = new RightOfWay(Duration.ofSeconds(60));
        rightOfWay.enter().close();
        long start = System.nanoTime();
        rightOfWay.give();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void workBeginsWhenTheLastOneHasLeftTheDoor() throws Exception {
        var rightOfWay = new RightOfWay(Duration.ofSeconds(60));
        var first = rightOfWay.enter();
        var second = rightOfWay.enter();
        station(4, rightOfWay);
        Thread.sleep(100);
        first.close();
        Thread.sleep(100);
        assertThat(begun).hasValue(0);
        second.close();
        await().untilAsserted(() -> assertThat(begun).hasPositiveValue());
    }

    @Test
    void answersNeverCeaseThoughTheDoorIsNeverFree() throws Exception {
        var rightOfWay = new RightOfWay();
        station(4, rightOfWay);
        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        var here = rightOfWay.enter();
        int before = begun.get();
        while (System.nanoTime() < end) {
            var next = rightOfWay.enter();
            here.close();
            here = next;
            Thread.sleep(1);
        }
        // 200 with a machine of one's own
        assertThat(begun.get() - before).isGreaterThan(30);
        here.close();
    }

    @Test
    void stationsThatLosePatienceBeginOneAfterTheOther() throws Exception {
        var rightOfWay = new RightOfWay(Duration.ofMillis(100));
        try (var somebody = rightOfWay.enter()) {
            long start = System.nanoTime();
            station(4, rightOfWay);
            station(4, rightOfWay);
            Thread.sleep(550);
            int inTime = begun.get();
            int turns = (int) Duration.ofNanos(System.nanoTime() - start).toMillis() / 100;
            assertThat(inTime).isBetween(1, turns);
        }
    }

    @Test
    void everyStationGetsItsTurn() {
        var rightOfWay = new RightOfWay(Duration.ofMillis(1));
        List<Integer> turns = Collections.synchronizedList(new ArrayList<>());
        try (var somebody = rightOfWay.enter()) {
            for (int i = 0; i < 3; i++) {
                int number = i;
                station(1, rightOfWay, () -> turns.add(number));
            }
            await().until(() -> turns.size() > 30);
            // A copy, because the stations go on.
            assertThat(List.copyOf(turns).subList(10, 30)).contains(0, 1, 2);
        }
    }

    private void station(int threads, RightOfWay rightOfWay) {
        station(threads, rightOfWay, begun::incrementAndGet);
    }

    private void station(int threads, RightOfWay rightOfWay, Runnable work) {
        var station = new Station("test", threads, Duration.ofSeconds(60), new Bell(), rightOfWay, () -> {
            work.run();
            return true;
        });
        stations.add(station);
        station.start();
    }
}
