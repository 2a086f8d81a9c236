package io.rapport.web.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RapportTest
class ContentMatchApiTest {

    private static final String TRAVELLER =
            "{\"stage\":\"ENGAGED\",\"level\":\"B1\",\"interests\":[\"TRAVEL\"],\"contentTags\":[\"speaking\"],\"limit\":5%s}";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void fillTheLibrary() {
        jdbc.sql("delete from content_library").update();
        item("match-fits", "B1", "TRAVEL");
        item("match-near", "B2", "TRAVEL");
        item("match-misses", "C1", "EXAMS");
    }

    @Test
    void ranksWhatFitsAndNamesTheRowBehindEachPoint() {
        JsonNode items = items(TRAVELLER.formatted(""));

        assertThat(items.get(0).path("id").asString()).isEqualTo("match-fits");
        double points = 0;
        for (JsonNode reason : items.get(0).path("reasons")) {
            assertThat(reason.path("row").asString()).startsWith("M-");
            assertThat(reason.path("cell").asString()).startsWith("matching.xlsx › Правила!");
            points += reason.path("points").asDouble();
        }
        assertThat(points).isPositive().isEqualTo(items.get(0).path("score").asDouble());
    }

    @Test
    void neverOffersWhatWasSeen() {
        JsonNode items = items(TRAVELLER.formatted(",\"seen\":[\"match-fits\"]"));

        assertThat(items.toString()).contains("match-near").doesNotContain("\"match-fits\"");
    }

    @Test
    void neverOffersAClientWhatWasSentBefore() {
        long client = jdbc.sql("insert into client (created_at, stage) values (now(), 'ENGAGED') returning id")
                .query(Long.class)
                .single();
        jdbc.sql("insert into content_seen (client_id, content_id, seen_at) values (?, 'match-fits', now())")
                .param(client)
                .update();

        JsonNode items = items("{\"clientId\":%d,\"contentTags\":[\"speaking\"],\"limit\":50}".formatted(client));

        assertThat(items.toString()).doesNotContain("\"match-fits\"");
    }

    @Test
    void saysHonestlyThatNothingFitsAndWhatCameNearest() {
        String beginner =
                "{\"level\":\"A1\",\"interests\":[\"CHILDREN\"],\"contentTags\":[\"speaking\"],\"language\":\"en\"}";

        JsonNode answer = JsonMapper.shared().readTree(post(beginner).body());

        assertThat(answer.path("items")).isEmpty();
        assertThat(answer.path("nearestMiss").path("lacked").asString()).isNotBlank();
    }

    @Test
    void namesTheFieldThatIsUnknown() {
        HttpResponse<String> answer = post("{\"level\":\"B7\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("level", "B7");
    }

    private JsonNode items(String profile) {
        HttpResponse<String> answer = post(profile);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).path("items");
    }

    private HttpResponse<String> post(String body) {
        return Http.on(port).post("/api/v1/content/match", body);
    }

    private void item(String id, String level, String interest) {
        String body =
                "{\"id\":\"%s\",\"type\":\"GUIDE\",\"title\":\"%s\",\"format\":\"PDF\",\"url\":\"https://a.example/%s\",\"tags\":[\"speaking\"],\"levels\":[\"%s\"],\"interests\":[\"%s\"]}"
                        .formatted(id, id, id, level, interest);
        assertThat(Http.on(port).post("/api/v1/content", body).statusCode()).isIn(201, 409);
    }
}
