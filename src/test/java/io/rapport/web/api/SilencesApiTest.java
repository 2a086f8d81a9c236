package io.rapport.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RapportTest
class SilencesApiTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Http http;

    @BeforeEach
    void call() {
        http = Http.on(port);
    }

    @Test
    void saysWhyNothingWasSaidToAClientAndHowOften() {
        long anna = client();
        silence(anna, "W-100", "2020-05-01", "2020-05-20", 7);
        silence(anna, "P-030", "2020-05-21", "2020-05-22", 2);

        JsonNode items = json("/api/v1/clients/" + anna + "/silences").path("items");

        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("row").asString()).isEqualTo("P-030");
        assertThat(items.get(1).path("times").asInt()).isEqualTo(7);
        assertThat(items.get(1).path("reason").asString()).isEqualTo("Рано: W-100");
        assertThat(http.get("/api/v1/clients/999999/silences").statusCode()).isEqualTo(404);
    }

    @Test
    void countsSilencesOfAllByRowAndReasonWithinATime() {
        for (int i = 0; i < 3; i++) {
            silence(client(), "W-200", "2021-05-01", "2021-05-20", 2);
        }
        silence(client(), "W-210", "2021-05-02", "2021-05-03", 1);
        silence(client(), "W-220", "2021-07-01", "2021-07-02", 1);

        JsonNode may = json("/api/v1/silences?from=2021-05-01T00:00:00Z&to=2021-06-01T00:00:00Z")
                .path("items");

        assertThat(may)
                .extracting(item -> item.path("row").asString() + " " + item.path("clients") + " " + item.path("times"))
                .containsExactly("W-200 3 6", "W-210 1 1");
        assertThat(http.get("/api/v1/silences?from=2021-05-01T00:00:00Z&to=2021-05-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.get("/api/v1/silences?from=yesterday").statusCode()).isEqualTo(400);
        assertThat(http.get("/api/v1/silences").statusCode()).isEqualTo(200);
    }

    @Test
    void standInTheTimelineBetweenWhatHappened() {
        long vera = client();
        for (int day = 1; day <= 9; day++) {
            jdbc.sql(
                            "insert into event (client_id, type, at, dedupe_key) values (:c, 'MESSAGE', :at::timestamptz, :at)")
                    .param("c", vera)
                    .param("at", "2020-05-0" + day + "T00:00:00Z")
                    .update();
            silence(vera, "W-" + day, "2020-05-01", "2020-05-0" + day, day);
        }

        var seen = new java.util.ArrayList<String>();
        String after = "";
        do {
            JsonNode page = json("/api/v1/clients/" + vera + "/timeline?limit=4&after=" + after);
            page.path("items")
                    .forEach(item -> seen.add(item.path("kind").asString() + " " + item.path("id") + " "
                            + item.path("attributes").path("row").asString("")));
            after = page.path("next").asString("");
        } while (!after.isEmpty());

        assertThat(seen).hasSize(18).doesNotHaveDuplicates();
        assertThat(seen.get(0)).startsWith("SILENCE").endsWith("W-9");
        assertThat(seen.get(1)).startsWith("EVENT");
    }

    private long client() {
        return jdbc.sql("insert into client (created_at) values ('2020-01-01') returning id")
                .query(Long.class)
                .single();
    }

    private void silence(long client, String row, String from, String to, int times) {
        jdbc.sql("""
                insert into silence (client_id, digest, release_id, action, row_id, reason, first_at, last_at, times)
                values (:client, :row, 1, 'WAIT', :row, 'Рано: ' || :row, :from::timestamptz, :to::timestamptz, :times)
                """)
                .param("client", client)
                .param("row", row)
                .param("from", from)
                .param("to", to)
                .param("times", times)
                .update();
    }

    private JsonNode json(String path) {
        return JsonMapper.shared().readTree(http.get(path).body());
    }
}
