package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.Events;
import io.rapport.testing.Holdout;
import io.rapport.testing.RapportTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

/** The whole house by a clock that is moved by hand, backwards too. */
@RapportTest
@Import(ClockAndHeldTouchTest.ByHand.class)
class ClockAndHeldTouchTest extends ScenarioTest {

    private static final ZoneId OMSK = ZoneId.of("Asia/Omsk");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicReference<Duration> SHIFT = new AtomicReference<>(Duration.ZERO);

    @TestConfiguration(proxyBeanMethods = false)
    static class ByHand {

        @Bean
        @Primary
        Clock movedByHand() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return Instant.now().plus(SHIFT.get());
                }
            };
        }
    }

    @Autowired
    private Clients clients;

    @Autowired
    private Consents consents;

    @Autowired
    private Events events;

    @Autowired
    private Clock clock;

    @AfterEach
    void letTheMessengerTalk() {
        jdbc().sql("delete from channel_pause").update();
    }

    @Test
    void nothingIsSaidTwiceWhenTheClockJumpsBackAndDueDatesStaySane() {
        set(LocalTime.of(13, 0));
        Person olga = priceAsker("Ольга");
        review(olga);
        assertThat(olga.reads()).contains("Ольга");
        await().atMost(PATIENCE).until(() -> touches(olga).equals(List.of("SENT")));

        for (Duration jump : List.of(Duration.ofHours(-30), Duration.ofHours(-5), Duration.ofHours(35))) {
            move(jump);
            review(olga);
            Instant now = clock.instant();
            assertThat(dueAt(olga)).as("after %s", jump).isBetween(now.minusSeconds(60), now.plus(Duration.ofDays(30)));
            makeDue(olga);
            await().atMost(PATIENCE).until(() -> dueAt(olga).isAfter(clock.instant()));
        }

        assertThat(touches(olga)).as("by state").containsExactly("SENT");
        olga.readsNothingMore();
    }

    @Test
    void aHeldTouchIsDecidedAnewAtItsTimeAndLeavesOnce() {
        Person vera = heldOverNight("Вера");

        set(LocalTime.of(9, 5), 1);

        assertThat(vera.reads()).contains("Вера");
        await().atMost(PATIENCE).until(() -> touches(vera).equals(List.of("SENT")));
        vera.readsNothingMore();
    }

    @Test
    void aHeldTouchIsNeverSentAsItWasWhenTheClientHasBoughtMeanwhile() {
        Person dina = heldOverNight("Дина");
        String events = """
                {"events":[{"clientId":%d,"type":"PURCHASED","at":"%s","attributes":{"amount":"7900","value":"GROUP"}}]}""".formatted(dina.id(), clock.instant());
        assertThat(http().post("/api/v1/events", events).body()).contains("\"accepted\":1");
        await().atMost(PATIENCE)
                .until(() -> row(dina, "reopen:first").equals("SUPPRESSED W-160")
                        || row(dina, "reopen:first").isEmpty());

        set(LocalTime.of(11, 30), 1);

        assertThat(dina.reads()).as("the first steps of a student").isNotBlank();
        await().atMost(PATIENCE).until(() -> touches(dina).contains("SENT"));
        assertThat(jdbc().sql("select row_id from touch where client_id = ? and kind = 'PROACTIVE' and state = 'SENT'")
                        .param(dina.id())
                        .query(String.class)
                        .list())
                .containsExactly("K-210");
    }

    /** Written to in the evening, when the messenger was silent until the quiet hours had begun. */
    private Person heldOverNight(String name) {
        set(LocalTime.of(20, 30));
        Person person = priceAsker(name);
        jdbc().sql("insert into channel_pause (channel, until, reason) values ('telegram', ?, 'test')")
                .param(clock.instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                .update();
        review(person);
        assertThat(touches(person)).containsExactly("READY");

        set(LocalTime.of(21, 40));

        await().atMost(PATIENCE).until(() -> touches(person).equals(List.of("HELD")));
        assertThat(OffsetDateTime.ofInstant(dueAt(person), OMSK).toLocalTime()).isEqualTo(LocalTime.of(9, 0));
        person.readsNothingMore();
        return person;
    }

    /** A working day at this hour in Omsk. */
    private void set(LocalTime time) {
        set(time, 0);
    }

    private void set(LocalTime time, int daysLater) {
        // A Tuesday, far from holidays.
        Instant at = OffsetDateTime.parse("2027-05-18T00:00:00+06:00")
                .plusDays(daysLater)
                .with(time)
                .toInstant();
        SHIFT.set(Duration.between(Instant.now(), at));
    }

    private void move(Duration by) {
        SHIFT.updateAndGet(shift -> shift.plus(by));
    }

    private Person priceAsker(String name) {
        while (true) {
            Person person = person(name);
            Instant then = clock.instant().minus(Duration.ofHours(50));
            long id = clients.findOrCreate("telegram", Long.toString(person.chat()), name, "ru", null, then)
                    .id();
            if (Holdout.holds(id)) {
                continue;
            }
            jdbc().sql("update client set stage = 'ENGAGED', timezone = ?, timezone_from = 'TOLD' where id = ?")
                    .params(OMSK.getId(), id)
                    .update();
            consents.give(id, Consent.Purpose.ADVERTISING, null, "1", "test", then);
            for (String deed : List.of("MESSAGE", "ASKED_PRICE")) {
                events.append(id, deed, then, Map.of(), UUID.randomUUID().toString());
            }
            return person;
        }
    }

    private void review(Person person) {
        HttpResponse<String> answer = http().send(http().request("/api/v1/clients/" + person.id() + "/review")
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .path("initiative")
                        .isObject())
                .isTrue();
    }

    private List<String> touches(Person person) {
        return jdbc().sql("select state from touch where client_id = ? and kind = 'PROACTIVE' order by id")
                .param(person.id())
                .query(String.class)
                .list();
    }

    private String row(Person person, String key) {
        return jdbc().sql("select state || ' ' || row_id from touch where client_id = ? and touch_key = ?")
                .params(person.id(), key)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private void makeDue(Person person) {
        jdbc().sql("update client set due_at = ? where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), person.id())
                .update();
    }

    private Instant dueAt(Person person) {
        return jdbc().sql("select due_at from client where id = ?")
                .param(person.id())
                .query((rs, n) -> rs.getObject(1, OffsetDateTime.class))
                .single()
                .toInstant();
    }
}
