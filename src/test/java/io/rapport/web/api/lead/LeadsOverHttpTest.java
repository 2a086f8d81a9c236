package io.rapport.web.api.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import io.rapport.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
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
class LeadsOverHttpTest {

    private static final String CAMPAIGNS = "/api/v1/campaigns";
    private static final String IMPORTS = "/api/v1/clients/imports";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private final String code = "c" + UUID.randomUUID().toString().substring(0, 8);
    private Http http;

    @BeforeEach
    void call() {
        http = Http.on(port);
    }

    @Test
    void makesChangesAndPutsAwayACampaign() {
        var made = http.post(CAMPAIGNS, """
                {"code":"%s","name":"Лето","utm":{"utm_campaign":"%s-Leto"}}""".formatted(code, code));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(json(made).at("/links/chat").asString()).endsWith("/chat?src=" + code);
        assertThat(json(made).at("/utm/utm_campaign").asString()).isEqualTo(code + "-leto");
        assertThat(http.post(CAMPAIGNS, "{\"code\":\"%s\",\"name\":\"x\"}".formatted(code))
                        .statusCode())
                .isEqualTo(409);

        var changed = http.send(http.request(CAMPAIGNS + "/" + code)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"name\":\"Зима\",\"archived\":true}")));
        assertThat(json(changed).at("/name").asString()).isEqualTo("Зима");
        assertThat(json(changed).at("/archivedAt").isNull()).isFalse();
        assertThat(http.post(CAMPAIGNS + "/nobody/costs", "{}").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"name":""}                                   | name
                    {"name":"x","code":"Лето"}                    | code
                    {"name":"x","contentId":"no-such-thing"}      | contentId
                    {"name":"x","utm":{"utm_colour":"red"}}       | utm
                    """)
    void namesTheFieldOfACampaignThatCannotBe(String body, String field) {
        var answer = http.post(CAMPAIGNS, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0/field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"from":"2026-11-01","amount":"-1"}                       | amount
                    {"from":"2026-11-01","amount":"1e9"}                      | amount
                    {"from":"31.02.2026","amount":"1"}                        | from
                    {"from":"2026-11-02","to":"2026-11-01","amount":"1"}      | to
                    {"from":"2026-11-01","amount":"1","currency":"XYZ"}       | currency
                    """)
    void namesTheFieldOfACostThatCannotBe(String body, String field) {
        http.post(CAMPAIGNS, "{\"code\":\"%s\",\"name\":\"x\"}".formatted(code));
        var answer = http.post(CAMPAIGNS + "/" + code + "/costs", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void keepsTheAdvertOfAVisitAndFindsItsCampaign() {
        http.post(CAMPAIGNS, """
                {"code":"%s","name":"Лето","utm":{"utm_campaign":"%s"}}""".formatted(code, code));
        http.post("/api/v1/chat/messages", """
                {"session":"%s","text":"/start","utm":{"utm_campaign":"%s","utm_source":"vk","other":"x"}}""".formatted(code, code));
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(client(code))
                        .startsWith(code + " ")
                        .contains("vk")
                        .doesNotContain("other"));

        String long_ = "s".repeat(100) + code;
        http.post("/api/v1/chat/messages", """
                {"session":"%s-2","text":"/start","source":"%s\\u202e"}""".formatted(code, long_));
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(client(code + "-2")).startsWith("sss").hasSizeLessThan(80));
    }

    @Test
    void takesAListInAndListsWhatWasWrong() {
        String phone = "+7916" + (1_000_000 + Math.abs(code.hashCode()) % 8_999_999);
        var uploaded = send(
                IMPORTS + "?fileName=../../a.csv",
                "Имя;Телефон\n=Анна;%s\nБорис;+7 495 123-45-67\n"
                        .formatted(phone)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(uploaded.statusCode()).isEqualTo(201);
        assertThat(json(uploaded).at("/fileName").asString()).isEqualTo("a.csv");
        String one = IMPORTS + "/" + json(uploaded).at("/id").asInt();
        assertThat(http.post(one + "/start", "{\"mapping\":[\"NAME\"]}").statusCode())
                .isEqualTo(400);
        assertThat(http.post(one + "/start", "{\"mapping\":[\"NAME\",\"STAGE\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.post(one + "/start", "{\"source\":\"%s\"}".formatted(code))
                        .statusCode())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(json(http.get(one)).at("/state").asString()).isEqualTo("DONE"));

        assertThat(json(http.get(one)).at("/created").asInt()).isEqualTo(1);
        var errors = json(http.get(one + "/errors"));
        assertThat(errors.at("/items/0/row").asInt()).isEqualTo(3);
        assertThat(errors.at("/items/0/column").asString()).isEqualTo("Телефон");
        assertThat(http.get(one + "/errors.csv").body()).contains("городской номер", "'+7 495 123-45-67");
        assertThat(http.get("/api/v1/clients/export?q=" + phone.substring(1)).body())
                .contains("'=Анна", "'" + phone, code)
                .hasLineCount(2);
        assertThat(http.get("/api/v1/clients/export?format=pdf").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesWhatIsNoTableAndWhatIsTooLarge() {
        byte[] zip = {'P', 'K', 3, 4, 1, 2, 3, 4};
        assertThat(send(IMPORTS, zip).statusCode()).isEqualTo(400);
        assertThat(send(IMPORTS, new byte[] {0, 1, 2}).statusCode()).isEqualTo(400);
        byte[] large = new byte[(50 << 20) + 1];
        Arrays.fill(large, (byte) '\n');
        assertThat(send(IMPORTS, large).statusCode()).isEqualTo(413);
        assertThat(http.get(IMPORTS + "/999999999").statusCode()).isEqualTo(404);
    }

    @Test
    void letsOnlyThoseExportAndImportWhoMay() {
        hire("olga", "OPERATOR");
        hire("alex", "ANALYST");
        hire("anna", "ADMIN");
        Visitor olga = signedIn("olga");
        Visitor alex = signedIn("alex");

        assertThat(olga.get("/console/clients/export").statusCode()).isEqualTo(403);
        assertThat(olga.get("/api/v1/clients/export").statusCode()).isEqualTo(403);
        assertThat(signedIn("anna").get("/console/clients/export?format=csv").body())
                .startsWith("\ufeff№;Имя");
        assertThat(alex.submit("/console/imports", "/console/imports/1/cancel", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(alex.submit("/console/campaigns", "/console/campaigns", Map.of("name", "Лето", "code", code))
                        .statusCode())
                .isEqualTo(302);
        assertThat(olga.get("/console/campaigns/" + code).body()).contains("Лето");
        assertThat(olga.get("/console/campaigns/nobody").statusCode()).isEqualTo(404);
        assertThat(olga.get("/console/imports/999999999").statusCode()).isEqualTo(404);
    }

    private Visitor signedIn(String name) {
        Visitor visitor = Visitor.of(port);
        visitor.signIn(name, "secret of " + name);
        return visitor;
    }

    private void hire(String name, String role) {
        jdbc.sql(
                        "insert into app_user (name, password_hash, roles, created_at) values (?, ?, array[?], now()) on conflict do nothing")
                .params(name, "{noop}secret of " + name, role)
                .update();
    }

    private String client(String session) {
        return jdbc.sql(
                        "select source || ' ' || coalesce(utm::text, '') from client join identity on client_id = client.id where external_id = ?")
                .param(session)
                .query(String.class)
                .single();
    }

    private HttpResponse<String> send(String path, byte[] body) {
        return http.send(http.request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
