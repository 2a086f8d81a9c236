package io.rapport.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EventsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final Events events = new Events(DATABASE.jdbc());
    private final Clients clients = new Clients(DATABASE.jdbc(), DATABASE.transaction(), events);
    private final long anna =
            clients.findOrCreate("telegram", "anna", null, null, null, NOW).id();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void showTheTouchesOfAMonthHoweverMuchTheClientTalks() {
        events.append(anna, "TOUCHED", NOW.minus(Duration.ofDays(29)), Map.of("touch", "reopen:0"), "t0");
        events.append(anna, "PURCHASED", NOW.minus(Duration.ofDays(200)), Map.of("amount", 100), "p");
        events.append(anna, "TOLD_LEVEL", NOW.minus(Duration.ofDays(28)), Map.of("value", "B1"), "l");
        events.appendAll(
                anna,
                IntStream.range(0, 1_500)
                        .mapToObj(i -> new Happening(
                                "MESSAGE", NOW.minusSeconds(1_500 - i), Map.of("text", "и ещё " + i), "m" + i))
                        .toList());
        events.append(anna, "TOUCHED", NOW, Map.of("touch", "reopen:1"), "t1");

        List<Event> history = events.historyOf(List.of(anna), 1_000).get(anna);

        assertThat(history).extracting(Event::at).isSorted();
        assertThat(history).hasSize(1_002).doesNotHaveDuplicates();
        assertThat(history)
                .extracting(Event::type)
                .startsWith("PURCHASED", "TOUCHED", "MESSAGE")
                .endsWith("MESSAGE", "TOUCHED");
    }

    @Test
    void areNobodysWhereNothingHappened() {
        long boris =
                clients.findOrCreate("telegram", "boris", null, null, null, NOW).id();

        assertThat(events.historyOf(List.of(boris), 10)).isEmpty();
    }
}
