package io.rapport.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.Events;
import io.rapport.testing.Holdout;
import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RapportTest
class ClientPlanApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Clients clients;

    @Autowired
    Consents consents;

    @Autowired
    Events events;

    @Autowired
    Clock clock;

    @Test
    void tellsWhatASilentPriceAskerWillRead() {
        Client client = somebodyWhoAskedThePrice();
        int before = events.latest(client.id(), 100).size();

        JsonNode plan = get("/api/v1/clients/%d/plan?days=60".formatted(client.id()));

        assertThat(plan.get("ends").asString()).isIn("DAYS_OVER", "NOTHING_WAITS");
        List<JsonNode> said = plan.get("items")
                .valueStream()
                .filter(step -> "ALLOW".equals(step.path("verdict").asString("")))
                .toList();
        assertThat(said).isNotEmpty().allSatisfy(step -> {
            assertThat(step.get("text").asString()).isNotBlank();
            assertThat(step.get("row").asString()).startsWith("W-");
            assertThat(OffsetDateTime.parse(step.get("localTime").asString()).getHour())
                    .isBetween(9, 20);
        });
        assertThat(plan.get("items")
                        .valueStream()
                        .map(step -> Instant.parse(step.get("at").asString()))
                        .toList())
                .isSorted();
        assertThat(events.latest(client.id(), 100)).as("a plan changes nothing").hasSize(before);
    }

    @Test
    void refusesMoreThanAYear() {
        Client client = somebodyWhoAskedThePrice();

        var answer = Http.on(port).get("/api/v1/clients/%d/plan?days=366".formatted(client.id()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("days");
    }

    @Test
    void seesOfThePastOnlyWhatWasKnownThen() {
        Client client = somebodyWhoAskedThePrice();
        Instant now = clock.instant();
        clients.optOut(client.id(), "api", now);

        JsonNode then = preview(client, now.minus(Duration.ofDays(2)));
        JsonNode today = preview(client, now.plusSeconds(1));

        assertThat(then.get("initiative").get("row").toString())
                .isNotEqualTo(today.get("initiative").get("row").toString());
        assertThat(today.get("initiative").toString()).contains("W-010");
    }

    private JsonNode preview(Client client, Instant at) {
        return JsonMapper.shared()
                .readTree(Http.on(port)
                        .post(
                                "/api/v1/decisions/preview",
                                "{\"clientId\":%d,\"trigger\":\"DUE\",\"at\":\"%s\"}".formatted(client.id(), at))
                        .body());
    }

    private JsonNode get(String path) {
        var answer = Http.on(port).get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private Client somebodyWhoAskedThePrice() {
        Instant at = clock.instant().minus(Duration.ofDays(3));
        Client client = somebodyNew(at);
        while (Holdout.holds(client.id())) {
            client = somebodyNew(at);
        }
        consents.give(client.id(), Consent.Purpose.ADVERTISING, null, "1", "test", at);
        events.append(client.id(), "MESSAGE", at, Map.of("text", "сколько стоит"), "m1");
        events.append(client.id(), "ASKED_PRICE", at, Map.of(), "m2");
        return client;
    }

    private Client somebodyNew(Instant at) {
        return clients.findOrCreate("webchat", UUID.randomUUID().toString(), "Анна", "ru", null, at);
    }
}
