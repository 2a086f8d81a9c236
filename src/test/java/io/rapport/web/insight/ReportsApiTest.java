package io.rapport.web.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In a year of its own, since the database is shared. */
@RapportTest
class ReportsApiTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Http http;

    @BeforeEach
    void call() {
        http = Http.on(port);
        jdbc.sql("delete from client where created_at < '2012-01-01'").update();
    }

    @Test
    void tellsOneSaleWithItsCycleAndSource() {
        long anna = client("=cmd()", "2011-03-01T10:00:00Z");
        client("=cmd()", "2011-03-02T10:00:00Z");
        client("blog", "2011-03-03T10:00:00Z");
        purchase(anna, "2011-03-11T22:00:00Z", 4900, 400);

        JsonNode report = json("/api/v1/kpis?from=2011-03-01&to=2011-03-31&by=source");

        assertThat(report.path("total").path("sales").asInt()).isEqualTo(1);
        assertThat(report.path("total").path("leads").asInt()).isEqualTo(3);
        assertThat(report.path("items").get(0).path("key").asString()).isEqualTo("=cmd()");
        JsonNode advert = report.path("items").get(0);
        assertThat(advert.path("conversion").asDouble()).isEqualTo(0.5);
        assertThat(advert.path("cycle").path("medianDays").asDouble()).isEqualTo(10.5);
        assertThat(advert.path("money").get(0).path("ltv").decimalValue()).isEqualByComparingTo("4500");
        assertThat(report.path("items").get(1).path("conversion").asDouble()).isZero();
        assertThat(report.path("items").get(1).path("cycle").path("medianDays").isNull())
                .isTrue();
        assertThat(json("/api/v1/kpis?from=2011-03-12&to=2011-03-12&by=day")
                        .path("total")
                        .path("sales")
                        .asInt())
                .as("in Moscow it was the next day already")
                .isEqualTo(1);
    }

    @Test
    void givesATableWithoutFormulas() {
        long anna = client("=cmd()", "2011-05-01T10:00:00Z");
        client("a,\"b\"", "2011-05-01T10:00:00Z");
        purchase(anna, "2011-05-02T10:00:00Z", 100, 0);
        String path = "/api/v1/kpis?from=2011-05-01&to=2011-05-31&by=source";

        HttpResponse<String> asked =
                http.send(http.request(path).header("Accept", "text/csv").GET());
        HttpResponse<String> named = http.get(path.replace("kpis?", "kpis.csv?"));

        assertThat(asked.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(asked.body()).isEqualTo(named.body());
        List<String> lines = asked.body().lines().toList();
        assertThat(lines.get(0))
                .startsWith("source,leads,converted,")
                .endsWith(",revenue_RUB,purchases_RUB,lifetime_RUB,customers_RUB,ltv_RUB");
        assertThat(lines.get(1)).startsWith("'=cmd(),1,1,1.0,1,1.0,1.0,0,0,,").endsWith("100.00,1,100.00,1,100.00");
        assertThat(lines.get(2)).startsWith("\"a,\"\"b\"\"\",1,0,");
        assertThat(named.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("kpis-source-2011-05-01");
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from",
        "from=2026-02-30, from",
        "to=9999-99-99, to",
        "to=+1000000-01-01, to",
        "from=2026-05-02&to=2026-05-01, from",
        "from=2000-01-01&to=2026-01-01, from",
        "by=moon, by",
        "by=total, by",
        "by=SOURCE, by",
        "from=2024-01-01&to=2026-01-01&by=day, by",
        "attributionDays=0, attributionDays",
        "attributionDays=366, attributionDays",
        "attributionDays=1e3, attributionDays"
    })
    void namesTheFieldThatCannotBe(String query, String field) {
        HttpResponse<String> answer = http.get("/api/v1/kpis?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asString())
                .isEqualTo(field);
        assertThat(http.get("/api/v1/kpis.csv?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void answersForEveryCutAlsoWhereThereIsNothing() {
        for (String by :
                List.of("day", "week", "month", "cohort", "source", "stage", "arm", "release", "row", "content")) {
            JsonNode report = json("/api/v1/kpis?from=1991-01-01&to=1991-03-01&by=" + by);
            assertThat(report.path("items")).as(by).isEmpty();
            assertThat(report.path("total").path("leads").asInt()).isZero();
        }
        assertThat(json("/api/v1/kpis").path("items")).isEmpty();
    }

    @Test
    void tellsExperimentsApart() {
        for (int n = 0; n < 40; n++) {
            client("arms", "2011-07-01T10:00:00Z");
        }

        JsonNode items =
                json("/api/v1/kpis?from=2011-07-01&to=2011-07-01&by=arm").path("items");

        assertThat(items)
                .extracting(item -> item.path("key").asString())
                .allMatch(key -> key.matches("[A-Z_0-9]+:[A-Z_0-9]+"));
        assertThat(items.valueStream()
                        .filter(item -> item.path("key").asString().startsWith("HOLDOUT:"))
                        .mapToInt(item -> item.path("leads").asInt())
                        .sum())
                .isEqualTo(40);
    }

    @Test
    void listsEveryRowOfTheLiveRules() {
        JsonNode rows = json("/api/v1/rows?from=1991-01-01&to=1991-03-01&table=scoring");

        assertThat(rows.path("items")).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("table").asString()).isEqualTo("scoring");
            assertThat(row.path("fired").asInt()).isZero();
        });
        HttpResponse<String> unknown = http.get("/api/v1/rows?table=moon");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("\"field\":\"table\"", "replies");
    }

    private JsonNode json(String path) {
        HttpResponse<String> answer = http.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private long client(String source, String at) {
        return jdbc.sql("insert into client (created_at, source) values (?::timestamptz, ?) returning id")
                .params(at, source)
                .query(Long.class)
                .single();
    }

    private void purchase(long client, String at, int amount, int refunded) {
        jdbc.sql("""
                insert into purchase (client_id, product_code, provider, external_id, amount, currency, paid_at, refunded)
                values (?, 'GROUP', 'reports', ?, ?, 'RUB', ?::timestamptz, ?)
                """).params(client, "r" + client, amount, at, refunded).update();
    }
}
