package io.rapport.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Clients;
import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RapportTest
class MergesApiTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clients clients;

    @Autowired
    Clock clock;

    private Http http;
    private long anna;
    private long anya;

    @BeforeEach
    void meet() {
        http = Http.on(port);
        String name = "merges-" + COUNT.incrementAndGet();
        anna = clients.findOrCreate("telegram", name, "Анна", "ru", null, clock.instant())
                .id();
        anya = clients.findOrCreate("webchat", name, "Аня", "ru", null, clock.instant())
                .id();
    }

    @Test
    void mergesAndPartsAndTellsOfIt() {
        JsonNode merge =
                json(post("/clients/" + anna + "/merge", "{\"with\":%d,\"reason\":\"one voice\"}".formatted(anya)));
        assertThat(merge.path("kept").asLong()).isEqualTo(anna);
        assertThat(merge.path("merged").asLong()).isEqualTo(anya);
        assertThat(merge.path("undoUntil").asString()).isNotBlank();

        JsonNode all = json(http.get("/api/v1/clients/" + anna + "/merges"));
        assertThat(all.path("items")).hasSize(1);
        assertThat(json(http.get("/api/v1/clients/" + anna + "/export")).path("merges"))
                .hasSize(1);

        assertThat(post("/clients/" + anna + "/unmerge", "{}").statusCode()).isEqualTo(200);
        assertThat(http.get("/api/v1/clients/" + anya).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select action from audit where subject = ? order by id")
                        .param("client/" + anna)
                        .query(String.class)
                        .list())
                .contains("MERGED_CLIENTS", "PARTED_CLIENTS");
    }

    @Test
    void anOldIdLeadsToTheNewOne() {
        post("/clients/" + anna + "/merge", "{\"with\":%d}".formatted(anya));

        var answer = http.get("/api/v1/clients/" + anya + "/timeline?limit=5");
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/clients/" + anna + "/timeline?limit=5");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(json(answer).path("mergedInto").asLong()).isEqualTo(anna);

        var deed = post("/clients/" + anya + "/opt-out", "");
        assertThat(deed.statusCode()).isEqualTo(308);
        assertThat(deed.headers().firstValue("Location")).hasValue("/api/v1/clients/" + anna + "/opt-out");

        var told = http.post("/api/v1/content/match", "{\"clientId\":%d}".formatted(anya));
        assertThat(told.statusCode()).isEqualTo(404);
        assertThat(json(told).path("mergedInto").asLong()).isEqualTo(anna);

        assertThat(post("/clients/" + anna + "/merge", "{\"with\":%d}".formatted(anya))
                        .statusCode())
                .as("what is one already stays one")
                .isEqualTo(200);
    }

    @Test
    void erasingUnderTheOldIdErasesBoth() {
        post("/clients/" + anna + "/merge", "{\"with\":%d}".formatted(anya));

        String there = http.send(http.request("/api/v1/clients/" + anya).DELETE())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(http.send(http.request(there).DELETE()).statusCode()).isEqualTo(204);

        assertThat(http.get("/api/v1/clients/" + anya).statusCode()).isEqualTo(404);
        assertThat(http.get("/api/v1/clients/" + anna).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesWhatCannotBeAndSaysWhy() {
        assertThat(problem(post("/clients/" + anna + "/merge", "{\"with\":%d}".formatted(anna)), 422))
                .isEqualTo("with");
        assertThat(problem(post("/clients/" + anna + "/merge", "{\"with\":99999999}"), 422))
                .isEqualTo("with");
        assertThat(problem(post("/clients/" + anna + "/merge", "{}"), 400)).isEqualTo("with");
        assertThat(problem(post("/merge-suggestions/dismiss", "{\"one\":%d,\"other\":%d}".formatted(anna, anya)), 422))
                .isEqualTo("other");
        assertThat(post("/clients/99999999/merge", "{\"with\":%d}".formatted(anna))
                        .statusCode())
                .isEqualTo(404);
        var nothing = post("/clients/" + anna + "/unmerge", "{}");
        assertThat(nothing.statusCode()).isEqualTo(409);
        assertThat(json(nothing).path("reason").asString()).isEqualTo("NOT_MERGED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"phone\":\"8 916 123 45 67\"}|phone",
                "{\"phone\":\"+7\"}|phone",
                "{\"email\":\"аnna@example.com\"}|email",
                "{\"email\":\"anna\"}|email",
                "{}|phone"
            })
    void aContactThatCannotBeOneIsRefused(String body, String field) {
        assertThat(problem(put("/clients/" + anna + "/contacts", body), 400)).isEqualTo(field);
    }

    @Test
    void keepsWhoVouchesForAContact() {
        put(
                "/clients/" + anna + "/contacts",
                "{\"phone\":\"+7 916 000-55-66\",\"email\":\"Anna@Example.com\",\"verified\":true}");

        JsonNode contacts = json(http.get("/api/v1/clients/" + anna + "/contacts"));
        assertThat(contacts.findValuesAsString("value")).containsExactlyInAnyOrder("+79160005566", "anna@example.com");
        assertThat(contacts.findValuesAsString("verifiedBy")).containsOnly("API");
    }

    private HttpResponse<String> post(String path, String body) {
        return http.post("/api/v1" + path, body);
    }

    private HttpResponse<String> put(String path, String body) {
        return http.send(http.request("/api/v1" + path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private static String problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        return json(answer).path("errors").path(0).path("field").asString("");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
