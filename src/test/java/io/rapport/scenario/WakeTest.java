package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.Events;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bot writes first. */
class WakeTest extends ScenarioTest {

    @Autowired
    private Clients clients;

    @Autowired
    private Consents consents;

    @Autowired
    private Events events;

    @Autowired
    private Clock clock;

    @Test
    void bringsAPriceAskerBackOnceWithAStoryAndWaitsForTheAnswer() {
        Person olga = silent("Ольга", Duration.ofHours(50), "TOLD_INTEREST:TRAVEL", "ASKED_PRICE");

        JsonNode decision = review(olga);

        assertThat(decision.path("initiative").path("row").asString()).isEqualTo("W-160");
        assertThat(olga.reads()).contains("Ольга").contains("/case-");
        assertThat(happened(olga, "TOUCHED")).isEqualTo(1);
        assertThat(happened(olga, "CONTENT_SENT")).isEqualTo(1);

        await().untilAsserted(() -> assertThat(
                        review(olga).path("initiative").path("row").asString())
                .isEqualTo("W-190"));
        olga.readsNothingMore();
    }

    @Test
    void goesThroughASeriesAndEndsItWhenTheClientAnswers() {
        Person pavel =
                silent("Павел", Duration.ofHours(26), "TOLD_INTEREST:TRAVEL", "MAGNET_SENT", "CONTENT_SENT:c-003");

        assertThat(review(pavel).path("action").asString()).isEqualTo("ENROL");
        assertThat(inside("ONBOARDING")).isPositive();
        // The sweep may be quicker: whoever has just been enrolled is due.
        review(pavel);
        assertThat(pavel.reads()).contains("Павел").contains("?");

        await().untilAsserted(() -> {
            JsonNode next = review(pavel);
            assertThat(next.path("initiative").path("row").asString()).isEqualTo("K-020");
            assertThat(next.path("action").asString()).isEqualTo("WAIT");
        });
        assertThat(step(pavel)).isEqualTo(1);

        pavel.writes("спасибо, посмотрел");
        pavel.reads();
        assertThat(jdbc().sql("select end_reason from sequence_enrolment where client_id = ?")
                        .param(pavel.id())
                        .query(String.class)
                        .single())
                .isEqualTo("REPLIED");
        assertThat(happened(pavel, "SERIES_ENDED")).isEqualTo(1);
    }

    @Test
    void whoTakesTheConsentBackInsideASeriesLeavesItAndHearsNothing() {
        Person vera = silent("Вера", Duration.ofHours(26), "MAGNET_SENT", "CONTENT_SENT:c-003");
        consents.withdraw(vera.id(), Consent.Purpose.ADVERTISING, null, "test", clock.instant());
        jdbc().sql("""
                insert into sequence_enrolment (client_id, sequence, cycle, release_id, enrolled_at, step_at)
                select ?, 'ONBOARDING', 1, max(id), now(), now() from release
                """).param(vera.id()).update();

        assertThat(review(vera).path("initiative").path("row").asString()).isEqualTo("K-010");
        JsonNode after = review(vera);

        assertThat(jdbc().sql("select step || ' ' || end_reason from sequence_enrolment where client_id = ?")
                        .param(vera.id())
                        .query(String.class)
                        .single())
                .isEqualTo("0 REFUSED");
        assertThat(after.path("initiative").path("row").asString()).startsWith("W-");
        vera.readsNothingMore();
    }

    @Test
    void whoHasDoneTheTrialIsNotInvitedToItAnyMore() {
        Person lev = silent("Лев", Duration.ofDays(3), "WANTS_TRIAL", "TRIAL_DONE");
        jdbc().sql(
                        "insert into client_tag (client_id, tag, row_id, added_at) values (?, 'trial-wanted', 'T-060', now())")
                .param(lev.id())
                .update();

        JsonNode decision = review(lev);

        assertThat(decision.path("initiative").path("row").asString()).isEqualTo("E-020");
        assertThat(jdbc().sql("select row_id from client_tag_history where client_id = ? and tag = 'trial-wanted'")
                        .param(lev.id())
                        .query(String.class)
                        .list())
                .containsExactly("T-066");
    }

    @Test
    void movesThoseInsideToTheLiveRules() {
        JsonNode moved = post("/api/v1/sequences/ONBOARDING/move");

        assertThat(moved.path("moved").isNumber()).isTrue();
        assertThat(moved.path("ending").isNumber()).isTrue();
        assertThat(post("/api/v1/sequences/NOBODY/move").path("status").asInt()).isEqualTo(400);
    }

    /** Somebody whose zone has afternoon now, who may be written to, and who did all this so long ago. */
    private Person silent(String name, Duration ago, String... deeds) {
        for (int tries = 0; tries < 20; tries++) {
            Person person = person(name);
            Instant then = clock.instant().minus(ago);
            Client client = clients.findOrCreate("telegram", Long.toString(person.chat()), name, "ru", null, then);
            int hours = 14 - clock.instant().atOffset(ZoneOffset.UTC).getHour();
            jdbc().sql("update client set stage = 'ENGAGED', timezone = ?, timezone_from = 'TOLD' where id = ?")
                    .params("Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours), client.id())
                    .update();
            consents.give(client.id(), Consent.Purpose.ADVERTISING, null, "1", "test", then);
            events.append(
                    client.id(),
                    "MESSAGE",
                    then,
                    Map.of("text", "…"),
                    UUID.randomUUID().toString());
            for (String deed : List.of(deeds)) {
                String[] parts = deed.split(":");
                Map<String, String> value = parts.length > 1 ? Map.of("value", parts[1]) : Map.of();
                events.append(
                        client.id(), parts[0], then, value, UUID.randomUUID().toString());
            }
            boolean isUntouched = preview(client.id())
                    .path("initiative")
                    .path("row")
                    .asString()
                    .equals("W-017");
            if (!isUntouched) {
                return person;
            }
        }
        throw new IllegalStateException("Nobody outside of the holdout");
    }

    private JsonNode preview(long client) {
        String body = "{\"clientId\":%d,\"trigger\":\"DUE\"}".formatted(client);
        return json(http().send(http().request("/api/v1/decisions/preview")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .body());
    }

    private JsonNode review(Person person) {
        return post("/api/v1/clients/" + person.id() + "/review");
    }

    private JsonNode post(String path) {
        return json(http().send(http().request(path).POST(HttpRequest.BodyPublishers.noBody()))
                .body());
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }

    private long inside(String sequence) {
        return json(http().get("/api/v1/sequences").body())
                .path("items")
                .valueStream()
                .filter(item -> item.path("code").asString().equals(sequence))
                .flatMap(item -> item.path("inside").valueStream())
                .mapToLong(group -> group.path("clients").asLong())
                .sum();
    }

    private int step(Person person) {
        return jdbc().sql("select step from sequence_enrolment where client_id = ?")
                .param(person.id())
                .query(Integer.class)
                .single();
    }

    private long happened(Person person, String type) {
        return jdbc().sql("select count(*) from event where client_id = ? and type = ? and at > ?")
                .params(
                        person.id(),
                        type,
                        clock.instant().minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
