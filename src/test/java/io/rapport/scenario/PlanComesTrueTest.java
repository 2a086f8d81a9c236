package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.Http;
import io.rapport.testing.PriceAskers;
import io.rapport.testing.RapportProcess;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Months in the life of somebody who asked the price and fell silent, in a house of its own whose clock is moved. */
class PlanComesTrueTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What a touch may be late: it takes moments to write it, and the next one counts from there. */
    private static final Duration LATE = Duration.ofMinutes(10);

    /** About once a second. */
    private static final int LOOKS_PER_NUDGE = 10;

    private static final int CROWD = 40;

    @TempDir
    static Path data;

    private final FakeBotApi telegram = new FakeBotApi();
    private RapportProcess house;

    @BeforeEach
    void open(TestInfo test) {
        house = RapportProcess.start(
                data.resolve(test.getDisplayName().replace("()", "")),
                Map.of(
                        "RAPPORT_TELEGRAM_TOKEN", FakeBotApi.TOKEN,
                        "RAPPORT_TELEGRAM_SECRET", FakeBotApi.SECRET,
                        "RAPPORT_TELEGRAM_API_URL", telegram.url()));
    }

    @AfterEach
    void close() throws InterruptedException {
        house.close();
        telegram.stop();
    }

    @Test
    void threeTouchesPeaceThreeMoreAndSilenceJustAsForeseenUnlessTheClientAnswers() {
        Person anna = priceAsker("Анна");
        Person boris = priceAsker("Борис");
        crowdOfPriceAskers();
        List<JsonNode> plan =
                plan(anna).stream().filter(PlanComesTrueTest::isDeed).toList();
        assertThat(plan)
                .extracting(step -> step.path("action").asString())
                .containsExactly("REOPEN", "REOPEN", "REOPEN", "REST", "REOPEN", "REOPEN", "REOPEN", "REST", "GIVE_UP");

        int touched = 0;
        for (JsonNode step : plan) {
            waitFor(anna, Instant.parse(step.path("at").asString()), ++touched);
            if (touched == 1) {
                String answer = answersTheTouch(boris);
                assertThat(answer).isNotBlank();
            }
        }

        List<Happened> deeds = deeds(anna);
        for (int i = 0; i < plan.size(); i++) {
            Instant foreseen = Instant.parse(plan.get(i).path("at").asString());
            assertThat(deeds.get(i).row()).isEqualTo(plan.get(i).path("row").asString());
            assertThat(deeds.get(i).at()).as("step %d of %s", i, plan).isBetween(foreseen, foreseen.plus(LATE));
            assertThat(deeds.get(i).content())
                    .isEqualTo(plan.get(i).path("content").asString(""));
        }
        assertThat(deeds.stream().map(Happened::content).filter(content -> !content.isEmpty()))
                .isNotEmpty()
                .doesNotHaveDuplicates();
        everyTouchLeftByDayWhereItsReaderLives();
        assertThat(count(
                        "select count(*) from touch where kind = 'PROACTIVE' and client_id in (" + CONTROL_GROUP + ")"))
                .isZero();
        assertThat(count("select count(*) from (" + CONTROL_GROUP + ") untouched"))
                .isPositive();
    }

    @Test
    void aLongJumpOfTheClockPassesThroughTheHoursOnItsWay() {
        Person vera = priceAsker("Вера");

        advance(Duration.ofDays(21));

        assertThat(deeds(vera)).hasSizeGreaterThanOrEqualTo(3);
        everyTouchLeftByDayWhereItsReaderLives();
    }

    private static final String CONTROL_GROUP = """
            select id from client where ('x' || left(md5('HOLDOUT:' || id), 8))::bit(32)::bigint % 10000 < 1000""";

    /** Whoever answers begins anew: nothing of the cycle that the touch belonged to goes on. */
    private String answersTheTouch(Person boris) {
        boris.reads();
        boris.writes("дорого");
        String answer = boris.reads();
        List<JsonNode> next =
                plan(boris).stream().filter(PlanComesTrueTest::isDeed).toList();
        assertThat(next.get(0).path("row").asString()).as("not a second try").isLessThan("W-190");
        return answer;
    }

    private void everyTouchLeftByDayWhereItsReaderLives() {
        assertThat(house.jdbc().sql("""
                                select count(*) from event join client on client.id = event.client_id
                                where type = 'TOUCHED' and (extract(hour from at at time zone timezone) < 9
                                    or extract(hour from at at time zone timezone) >= 21)
                                """).query(Long.class).single()).isZero();
    }

    /** Lives in Omsk, asked the price, agreed to be written to, and is none of those kept for comparison. */
    private Person priceAsker(String name) {
        while (true) {
            var person = new Person(house.http(), telegram, name);
            person.writes("Здравствуйте! Сколько стоит группа?");
            person.reads();
            String client = "/api/v1/clients/" + person.id();
            put(client + "/consents/ADVERTISING", "{\"given\":true,\"textVersion\":\"1\",\"source\":\"test\"}");
            put(client + "/timezone", "{\"timezone\":\"Asia/Omsk\"}");
            boolean isUntouched = plan(person).stream()
                    .anyMatch(step -> step.path("row").asString().equals("W-017"));
            if (!isUntouched) {
                return person;
            }
        }
    }

    private void crowdOfPriceAskers() {
        PriceAskers.join(
                house.jdbc(),
                CROWD,
                Duration.ofHours(25),
                List.of("Asia/Vladivostok", "Europe/Kaliningrad", "America/New_York", "Pacific/Kiritimati"));
        house.jdbc()
                .sql(
                        "update client set due_at = now() where due_at is null and last_message_at < now() - interval '1 day'")
                .update();
    }

    private record Happened(Instant at, String row, String content) {}

    private List<Happened> deeds(Person person) {
        return house.jdbc()
                .sql("""
                        select at, attributes ->> 'row' as row, coalesce(attributes ->> 'content', '') as content from event
                        where client_id = ? and type in ('TOUCHED', 'RESTED', 'GAVE_UP') order by at, id
                        """)
                .param(person.id())
                .query((rs, n) -> new Happened(
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("row"),
                        rs.getString("content")))
                .list();
    }

    private static boolean isDeed(JsonNode step) {
        String action = step.path("action").asString();
        return step.path("verdict").asString("").equals("ALLOW") || action.equals("REST") || action.equals("GIVE_UP");
    }

    private List<JsonNode> plan(Person person) {
        var steps = new ArrayList<JsonNode>();
        json(house.http()
                        .get("/api/v1/clients/" + person.id() + "/plan?days=365")
                        .body())
                .path("items")
                .forEach(steps::add);
        return steps;
    }

    private void waitFor(Person person, Instant at, int deeds) {
        Duration ahead = Duration.between(now(), at);
        if (ahead.compareTo(Duration.ZERO) > 0) {
            advance(ahead);
        }
        var looks = new AtomicInteger();
        await().atMost(PATIENCE).until(() -> {
            boolean isDone = deeds(person).size() >= deeds;
            if (!isDone && looks.incrementAndGet() % LOOKS_PER_NUDGE == 0) {
                advance(Duration.ofSeconds(15));
            }
            return isDone;
        });
    }

    private Instant now() {
        return Instant.parse(
                json(house.http().get("/api/v1/demo/clock").body()).path("now").asString());
    }

    private void advance(Duration by) {
        assertThat(house.http()
                        .post("/api/v1/demo/clock", "{\"advance\":\"" + by + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private void put(String path, String json) {
        Http http = house.http();
        assertThat(http.send(http.request(path)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(json)))
                        .statusCode())
                .isEqualTo(200);
    }

    private long count(String sql) {
        return house.jdbc().sql(sql).query(Long.class).single();
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }
}
