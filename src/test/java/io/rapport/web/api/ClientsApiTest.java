package io.rapport.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Events;
import io.rapport.testing.RapportTest;
import io.rapport.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RapportTest
class ClientsApiTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clients clients;

    @Autowired
    Events events;

    private Client anna;

    @BeforeEach
    void meetAnna() {
        jdbc.sql("delete from client").update();
        anna = clients.findOrCreate("telegram", "700001", "Анна", "ru", "landing", NOW);
    }

    @Test
    void findsAClientByTheIdentityOnAChannel() {
        clients.findOrCreate("webchat", "700001", "Борис", "ru", null, NOW);

        JsonNode page = ok("GET", "/api/v1/clients?channel=telegram&externalId=700001", "");

        assertThat(page.path("items")).hasSize(1);
        JsonNode item = page.path("items").path(0);
        assertThat(item.path("id").asLong()).isEqualTo(anna.id());
        assertThat(item.path("stage").asString()).isEqualTo("NEW");
        assertThat(item.path("score").path("fit").isNumber()).isTrue();
        assertThat(item.path("score").path("engagement").isNumber()).isTrue();
        assertThat(item.path("tags").isArray()).isTrue();
        assertThat(item.path("owner").asString()).isEqualTo("BOT");
        assertThat(item.path("timezone").asString()).isEqualTo("Europe/Moscow");
        assertThat(item.path("source").asString()).isEqualTo("landing");
        assertThat(item.has("dueAt")).isTrue();
        assertThat(page.path("next").isNull()).isTrue();
    }

    @Test
    void walksThroughAllPagesWithoutGapsOrRepeats() {
        for (int i = 0; i < 24; i++) {
            // three of them in one instant, so that the id must decide
            clients.findOrCreate("telegram", "walk-" + i, null, null, null, NOW.minusSeconds(i / 3));
        }
        List<Long> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = ok("GET", "/api/v1/clients?limit=7&after=" + after, "");
            page.path("items").forEach(item -> seen.add(item.path("id").asLong()));
            after = page.path("next").isNull() ? "" : page.path("next").asString();
        } while (!after.isEmpty());

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void writesConsentsDownAndTakesThemBack() {
        String path = "/api/v1/clients/" + anna.id() + "/consents/ADVERTISING";

        JsonNode given = ok("PUT", path, "{\"given\":true,\"textVersion\":\"1\",\"source\":\"site\"}");
        assertThat(given.path(0).path("given").asBoolean()).isTrue();
        assertThat(given.path(0).path("source").asString()).isEqualTo("site");

        JsonNode withdrawn = ok("PUT", path, "{\"given\":false}");
        assertThat(withdrawn.path(0).path("given").asBoolean()).isFalse();
        assertThat(types()).containsExactlyInAnyOrder("GAVE_CONSENT", "WITHDREW_CONSENT");
        assertThat(audited()).containsExactly("GAVE_CONSENT", "WITHDREW_CONSENT");
    }

    @Test
    void optsOutAndInAgainAndAuditsOnlyWhatChanged() {
        String path = "/api/v1/clients/" + anna.id() + "/opt-out";

        assertThat(ok("POST", path, "").path("optedOutAt").isNull()).isFalse();
        ok("POST", path, "");
        assertThat(ok("DELETE", path, "").path("optedOutAt").isNull()).isTrue();

        assertThat(types()).containsExactlyInAnyOrder("OPTED_OUT", "OPTED_IN");
        assertThat(audited()).containsExactly("OPTED_OUT", "OPTED_IN");
    }

    @Test
    void optingOutTakesTheConsentBackAndDropsWhatWasHeld() {
        ok(
                "PUT",
                "/api/v1/clients/" + anna.id() + "/consents/ADVERTISING",
                "{\"given\":true,\"textVersion\":\"1\",\"source\":\"site\"}");
        jdbc.sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, planned_at, ready_at)
                values (?, 'reopen:0', 'PROACTIVE', 'telegram', '700001', 'HELD', '{}', now(), now())
                """).param(anna.id()).update();

        ok("POST", "/api/v1/clients/" + anna.id() + "/opt-out", "");
        ok("DELETE", "/api/v1/clients/" + anna.id() + "/opt-out", "");

        assertThat(jdbc.sql("select count(*) from consent where client_id = ? and withdrawn_at is null")
                        .param(anna.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select state || ' ' || reason from touch where client_id = ?")
                        .param(anna.id())
                        .query(String.class)
                        .list())
                .containsExactly("SUPPRESSED DECIDED_AGAIN");
    }

    @Test
    void handsOverToAPersonAndBack() {
        String path = "/api/v1/clients/" + anna.id() + "/owner";

        assertThat(ok("POST", path, "{\"owner\":\"HUMAN\",\"reason\":\"VIP\"}")
                        .path("owner")
                        .asString())
                .isEqualTo("HUMAN");
        assertThat(clients.find(anna.id()).orElseThrow().ownerReason()).isEqualTo("VIP");
        assertThat(ok("POST", path, "{\"owner\":\"BOT\"}").path("owner").asString())
                .isEqualTo("BOT");
    }

    @ParameterizedTest
    @CsvSource({"Asia/Omsk, Asia/Omsk", "asia/omsk, Asia/Omsk", "UTC, UTC", "America/Argentina/Buenos_Aires,"})
    void isToldInWhichZoneAClientLives(String told, String kept) {
        JsonNode living =
                ok("PUT", "/api/v1/clients/" + anna.id() + "/timezone", "{\"timezone\":\"%s\"}".formatted(told));

        assertThat(living.path("timezone").asString()).isEqualTo(kept == null ? told : kept);
        assertThat(living.path("timezoneFrom").asString()).isEqualTo("TOLD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Omskk", "MSK", "+03:00", "GMT+3", "Mars/Phobos", "SystemV/AST4", "EST"})
    void refusesAZoneThatDoesNotExist(String zone) {
        HttpResponse<String> refused =
                call("PUT", "/api/v1/clients/" + anna.id() + "/timezone", "{\"timezone\":\"%s\"}".formatted(zone));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"timezone\"");
        assertThat(clients.find(anna.id()).orElseThrow().timezoneFrom()).isEqualTo("DEFAULT");
    }

    @Test
    void tellsTheStoryNewestFirst() {
        events.append(anna.id(), "MESSAGE", NOW, Map.of("text", "Сколько стоит?"), "m-1");
        events.append(anna.id(), "LINK_CLICKED", NOW.plusSeconds(60), Map.of("url", "https://x"), "c-1");
        jdbc.sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, message, planned_at, ready_at, sent_at)
                values (?, 'k', 'REPLY', 'telegram', '700001', 'SENT', '{}', '{"text":"7 900 ₽","buttons":[{"label":"Да","data":"y"}]}',
                    ?::timestamptz, ?::timestamptz, ?::timestamptz)
                """)
                .params(
                        anna.id(),
                        NOW.toString(),
                        NOW.toString(),
                        NOW.plusSeconds(1).toString())
                .update();

        JsonNode first = ok("GET", "/api/v1/clients/" + anna.id() + "/timeline?limit=2", "");
        assertThat(first.path("items").path(0).path("type").asString()).isEqualTo("LINK_CLICKED");
        assertThat(first.path("items").path(1).path("text").asString()).isEqualTo("7 900 ₽");
        assertThat(first.path("items").path(1).path("state").asString()).isEqualTo("SENT");
        assertThat(first.path("items").path(1).path("buttons").path(0).asString())
                .isEqualTo("Да");

        JsonNode rest = ok(
                "GET",
                "/api/v1/clients/" + anna.id() + "/timeline?after="
                        + first.path("next").asString(),
                "");
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.path("items").path(0).path("text").asString()).isEqualTo("Сколько стоит?");
    }

    @Test
    void explainsDecisionsEvenThoseThatKeptLittle() {
        long release = jdbc.sql("select max(id) from release").query(Long.class).single();
        decide(release, NOW, "{}");
        decide(release, NOW.plusSeconds(1), """
                {"score":{"fit":5,"engagement":20,"total":25,"band":"WARM"},"tags":["price"],"rows":[
                  {"table":"scoring","row":"S-010","cell":"scoring.xlsx › Правила!A5","reason":"Спросил цену","points":20}]}
                """);

        JsonNode items =
                ok("GET", "/api/v1/clients/" + anna.id() + "/decisions", "").path("items");

        assertThat(items.path(0).path("score").path("total").asInt()).isEqualTo(25);
        assertThat(items.path(0).path("release").asLong()).isEqualTo(release);
        JsonNode row = items.path(0).path("rows").path(0);
        assertThat(row.path("row").asString()).isEqualTo("S-010");
        assertThat(row.path("cell").asString()).isEqualTo("scoring.xlsx › Правила!A5");
        assertThat(row.path("points").asInt()).isEqualTo(20);
        assertThat(items.path(1).path("rows").isArray()).isTrue();
        assertThat(items.path(1).path("tags").isArray()).isTrue();
        assertThat(items.path(1).path("touches").isArray()).isTrue();
    }

    @Test
    void handsOutEverythingAndThenForgetsIt() {
        events.append(anna.id(), "MESSAGE", NOW, Map.of("text", "Мой адрес — секрет"), "m-1");

        JsonNode everything = ok("GET", "/api/v1/clients/" + anna.id() + "/export", "");
        assertThat(everything.path("client").path("name").asString()).isEqualTo("Анна");
        assertThat(everything
                        .path("events")
                        .path(0)
                        .path("attributes")
                        .path("text")
                        .asString())
                .contains("секрет");

        assertThat(call("DELETE", "/api/v1/clients/" + anna.id(), "").statusCode())
                .isEqualTo(204);
        assertThat(call("GET", "/api/v1/clients/" + anna.id(), "").statusCode()).isEqualTo(404);
        assertThat(audited()).containsExactly("EXPORTED", "ERASED");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | ?limit=0                | | limit",
                "GET  | ?limit=201              | | limit",
                "GET  | ?limit=many             | | limit",
                "GET  | ?after=yesterday        | | after",
                "GET  | ?after=999999999999999999_0_1 | | after",
                "GET  | /x                      | | id",
                "PUT  | /ID/timezone | {} | timezone",
                "PUT  | /ID/timezone | {\"timezone\":\" \"} | timezone",
                "PUT  | /ID/consents/SPAM       | {\"given\":true,\"textVersion\":\"1\"} | purpose",
                "PUT  | /ID/consents/ADVERTISING | {\"textVersion\":\"1\"} | given",
                "PUT  | /ID/consents/ADVERTISING | {\"given\":true} | textVersion",
                "PUT  | /ID/consents/ADVERTISING | {\"given\":\"maybe\"} | given",
                "POST | /ID/owner               | {\"owner\":\"CAT\"} | owner",
                "POST | /ID/owner               | {} | owner",
            })
    void namesTheFieldThatMakesNoSense(String method, String path, String body, String field) {
        HttpResponse<String> answer = call(
                method, "/api/v1/clients" + path.replace("ID", String.valueOf(anna.id())), body == null ? "" : body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(field);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/clients/999999999", "GET, /api/v1/clients/999999999/timeline",
        "GET, /api/v1/clients/999999999/decisions", "GET, /api/v1/clients/999999999/export",
        "POST, /api/v1/clients/999999999/opt-out", "DELETE, /api/v1/clients/999999999/opt-out",
        "DELETE, /api/v1/clients/999999999"
    })
    void saysSoIfThereIsNobody(String method, String path) {
        assertThat(call(method, path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void isNotShakenByOddQuestions() {
        for (String odd : List.of("%00", "%25_%5C", "'%3B--", "%F0%9F%98%80", "%D0%90%D0%BD")) {
            assertThat(call("GET", "/api/v1/clients?q=" + odd, "").statusCode())
                    .as(odd)
                    .isEqualTo(200);
        }
        assertThat(call(
                                "PUT",
                                "/api/v1/clients/" + anna.id() + "/consents/ADVERTISING",
                                "{\"given\":true,\"textVersion\":\"1\\u0000\\ud800\",\"source\":\"\\u0000\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private void decide(long release, Instant at, String outcome) {
        jdbc.sql("""
                insert into decision (client_id, at, trigger, release_id, stage, action, sheet, outcome)
                values (?, ?::timestamptz, 'MESSAGE', ?, 'NEW', 'ANSWER', '{}', ?::jsonb)
                """).params(anna.id(), at.toString(), release, outcome).update();
    }

    private JsonNode ok(String method, String path, String body) {
        HttpResponse<String> answer = call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> call(String method, String path, String body) {
        return Visitor.of(port).json(method, path, body, RapportTest.API_TOKEN);
    }

    private List<String> types() {
        return events.latest(anna.id(), 10).stream().map(event -> event.type()).toList();
    }

    private List<String> audited() {
        return jdbc.sql("select action from audit where subject = ? order by id")
                .param("client/" + anna.id())
                .query(String.class)
                .list();
    }
}
