package io.rapport.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Event;
import io.rapport.client.Events;
import io.rapport.client.Identities;
import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
class EventsApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Clients clients;

    @Autowired
    Events events;

    @Autowired
    Identities identities;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final String name = "ev-" + UUID.randomUUID();
    private Instant now;
    private Client anna;

    @BeforeEach
    void meetAnna() {
        now = clock.instant();
        anna = clients.findOrCreate("telegram", name, "Анна", "ru", null, now.minus(30, ChronoUnit.DAYS));
    }

    @Test
    void keepsAnEventOfAKnownClientAndMakesHerDueAtOnce() {
        JsonNode receipt = tell(event("\"type\":\"WEBINAR_ATTENDED\",\"at\":\"2026-01-15T10:00:00+03:00\","
                + "\"attributes\":{\"value\":\"Разговорный без страха\"}"));

        assertThat(receipt).isEqualTo(receipt(1, 0));
        Event kept = only();
        assertThat(kept.type()).isEqualTo("WEBINAR_ATTENDED");
        assertThat(kept.at()).isEqualTo(Instant.parse("2026-01-15T07:00:00Z"));
        assertThat(kept.attributes()).containsEntry("value", "Разговорный без страха");
        Client after = clients.find(anna.id()).orElseThrow();
        assertThat(after.dueAt()).isBetween(now, clock.instant());
        assertThat(after.createdAt())
                .as("what happened before we knew her changes nothing about since when we do")
                .isEqualTo(anna.createdAt().truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void namesAClientByItsIdToo() {
        assertThat(tell("{\"clientId\":%d,\"type\":\"TRIAL_DONE\"}".formatted(anna.id())))
                .isEqualTo(receipt(1, 0));
        assertThat(only().at()).isBetween(now.truncatedTo(ChronoUnit.MICROS), clock.instant());
    }

    @Test
    void makesAClientOfAPersonNobodyKnew() {
        String stranger = "stranger-" + name;

        assertThat(tell("""
                {"channel":"whatsapp","externalId":"%s","type":"FORM_SENT"},
                {"channel":"whatsapp","externalId":"%s","type":"PAGE_VIEWED"}""".formatted(stranger, stranger))).isEqualTo(receipt(2, 0));

        Client born = clients.find("whatsapp", stranger).orElseThrow();
        assertThat(born.dueAt()).isNotNull();
        assertThat(born.timezoneFrom()).isEqualTo("DEFAULT");
        assertThat(events.latest(born.id(), 9)).hasSize(2);
        assertThat(identities.of(born.id())).hasSize(1);
    }

    @Test
    void takesABatchThatIsSentAgainAsTheSameOne() {
        String batch = event("\"type\":\"PURCHASED\",\"attributes\":{\"amount\":7900,\"value\":\"GROUP\"}") + ","
                + event("\"type\":\"PAGE_VIEWED\",\"at\":\"2026-11-01T10:00:00Z\",\"attributes\":{\"a\":1,\"b\":2}")
                + ","
                + event("\"type\":\"NPS\",\"dedupeKey\":\"nps-1\",\"attributes\":{\"value\":10}");

        assertThat(tell(batch)).isEqualTo(receipt(3, 0));
        assertThat(tell(batch)).isEqualTo(receipt(0, 3));
        assertThat(
                        tell(
                                event(
                                        "\"type\":\"PAGE_VIEWED\",\"at\":\"2026-11-01T13:00:00+03:00\",\"attributes\":{\"b\":2,\"a\":1}")))
                .as("the same instant and the same attributes, written otherwise")
                .isEqualTo(receipt(0, 1));
        assertThat(kept()).hasSize(3);
    }

    @Test
    void countsTheSameEventTwiceInOneBatchOnce() {
        String once = event("\"type\":\"PAGE_VIEWED\",\"at\":\"2026-11-01T10:00:00Z\"");

        assertThat(tell(once + "," + once)).isEqualTo(receipt(1, 1));
    }

    @Test
    void keepsAnOlderEventThatComesLaterInItsPlace() {
        tell(event("\"type\":\"TRIAL_DONE\",\"at\":\"2026-11-02T10:00:00Z\""));
        tell(event("\"type\":\"TRIAL_BOOKED\",\"at\":\"2026-11-01T10:00:00Z\""));

        assertThat(kept()).extracting(Event::type).containsExactly("TRIAL_DONE", "TRIAL_BOOKED");
    }

    @Test
    void endsTheSilenceOfWhoWroteElsewhere() {
        tell(event("\"type\":\"MESSAGE\",\"at\":\"2026-11-02T10:00:00Z\",\"attributes\":{\"text\":\"алло\"}"));

        assertThat(clients.find(anna.id()).orElseThrow().lastMessageAt()).isEqualTo("2026-11-02T10:00:00Z");
    }

    @Test
    void doesNotHurryAClientWhoIsDueAlready() {
        Instant due = now.minusSeconds(3600).truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("update client set due_at = :due, due_reason = 'S-1' where id = :id")
                .param("due", java.sql.Timestamp.from(due))
                .param("id", anna.id())
                .update();

        tell(event("\"type\":\"TRIAL_DONE\""));

        assertThat(clients.find(anna.id()).orElseThrow().dueAt()).isEqualTo(due);
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            '"type":"TRIAL_DONE","at":"2999-01-01T00:00:00Z"'    | at         | lies in the future
            '"type":"TRIAL_DONE","at":"yesterday"'               | at         | no instant
            '"type":"TRIAL_DONE","at":"2026-11-20T10:00:00"'     | at         | an offset
            '"type":"TRIAL_DONE","at":"-200000-01-01T00:00:00Z"' | at         | no instant
            '"type":"TRIAL_DONE","at":"+999999-01-01T00:00:00Z"' | at         | no instant
            '"type":"TRIAL_DONE","at":1700000000'                | at         | as a text
            '"at":"2026-11-20T10:00:00Z"'                        | type       | is missing
            '"type":null'                                        | type       | is missing
            '"type":"  "'                                        | type       | must not be blank
            '"type":["TRIAL_DONE"]'                              | type       | must be a text
            '"type":"TRIAL_DON"'                                 | type       | did you mean TRIAL_DONE?
            '"type":"QWERTYUIOP"'                                | type       | «События»
            '"type":"OPTED_OUT"'                                 | type       | call POST /api/v1/clients/{id}/opt-out
            '"type":"STOP"'                                      | type       | call POST /api/v1/clients/{id}/opt-out
            '"type":"GAVE_CONSENT"'                              | type       | call PUT /api/v1/clients/{id}/consents
            '"type":"WITHDREW_CONSENT"'                          | type       | call PUT /api/v1/clients/{id}/consents
            '"type":"HANDED_OFF"'                                | type       | call POST /api/v1/clients/{id}/owner
            '"type":"REPLIED"'                                   | type       | left by the bot itself
            '"type":"BLOCKED"'                                   | type       | told by the messenger
            '"type":"PURCHASED"'                                 | attributes.amount | a number above 0
            '"type":"PURCHASED","attributes":{"amount":"много"}' | attributes.amount | a number above 0
            '"type":"PURCHASED","attributes":{"amount":-5}'      | attributes.amount | a number above 0
            '"type":"PURCHASED","attributes":{"amount":1e9999}'  | attributes.amount | digits
            '"type":"REFUNDED","attributes":{"amount":0}'        | attributes.amount | a number above 0
            '"type":"NPS","attributes":{"x":1e99999999}'         | attributes.x      | digits
            '"type":"NPS","attributes":[]'                       | attributes | must be an object
            '"type":"NPS","attributes":{"value":{"a":1}}'        | attributes.value | rules compare it
            '"type":"NPS","attributes":{"a":{"b":{"c":{"d":{"e":{}}}}}}' | attributes | levels deep
            '"type":"NPS","dedupeKey":""'                        | dedupeKey  | must not be blank
            '"type":"NPS","dedupeKey":"a\\u0000"'                | dedupeKey  | NUL
            '"type":"NPS","dedupKey":"1"'                        | dedupKey   | is no field
            '"type":"NPS","clientId":1'                          | clientId   | not by both
            """)
    void refusesWhatItCannotUseNamingTheFieldAndTakesTheRest(String fields, String field, String error) {
        JsonNode receipt = tell(event("\"type\":\"TRIAL_DONE\",\"dedupeKey\":\"good-1\"") + "," + event(fields) + ","
                + event("\"type\":\"NPS\",\"dedupeKey\":\"good-2\""));

        assertThat(receipt.path("accepted").asInt()).isEqualTo(2);
        JsonNode rejected = receipt.path("rejected").path(0);
        assertThat(rejected.path("index").asInt()).isEqualTo(1);
        assertThat(rejected.path("field").asString()).isEqualTo(field);
        assertThat(rejected.path("error").asString()).contains(error);
        assertThat(kept()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"NPS"}                                              | clientId
            {"type":"NPS","clientId":999999999999}                      | clientId
            {"type":"NPS","clientId":"7"}                               | clientId
            {"type":"NPS","clientId":99999999999999999999}              | clientId
            {"type":"NPS","channel":"telegram"}                         | externalId
            {"type":"NPS","externalId":"7"}                             | channel
            {"type":"NPS","channel":"telegramm","externalId":"7"}       | channel
            {"type":"NPS","channel":"telegram","externalId":"a\\ud800"} | externalId
            {"type":"NPS","channel":"telegram","externalId":{}}         | externalId
            """)
    void wantsToKnowWhomItHappenedTo(String item, String field) {
        JsonNode rejected = tell(item).path("rejected").path(0);

        assertThat(rejected.path("field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"x\"", "[]", "[[]]"})
    void refusesAnItemThatIsNoEvent(String item) {
        assertThat(tell(item + "," + event("\"type\":\"NPS\"")).path("accepted").asInt())
                .isEqualTo(1);
    }

    @Test
    void refusesAttributesOfAMegabyteByThemselves() {
        JsonNode receipt = tell(event("\"type\":\"NPS\",\"attributes\":{\"x\":\"%s\"}".formatted("я".repeat(600_000)))
                + ","
                + event("\"type\":\"NPS\",\"attributes\":%s".formatted("{\"a\":".repeat(900) + "1" + "}".repeat(900)))
                + "," + event("\"type\":\"TRIAL_DONE\""));

        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        assertThat(receipt.path("rejected")).hasSize(2);
        assertThat(receipt.path("rejected").path(0).path("error").asString()).contains("8,192");
    }

    @Test
    void keepsWhatPostgresqlCannotAsAReplacement() {
        assertThat(tell(event("\"type\":\"NPS\",\"attributes\":{\"value\":\"a\\u0000b\\ud800\"}")))
                .isEqualTo(receipt(1, 0));
        assertThat(only().attributes()).containsEntry("value", "a\uFFFDb\uFFFD");
    }

    @Test
    void takesTheNearFutureOfAFastClockForNow() {
        tell(event("\"type\":\"NPS\",\"at\":\"%s\"".formatted(now.plusSeconds(120))));

        assertThat(only().at()).isBeforeOrEqualTo(clock.instant());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                        | 400
            []                       | 400
            {}                       | 400
            {"events":{}}            | 400
            {"events":[],"more":1}   | 400
            {"events":[]} x          | 400
            {"events":[]}            | 200
            """)
    void saysWhatABatchIs(String body, int status) {
        assertThat(post(body).statusCode()).isEqualTo(status);
    }

    @Test
    void takesTenThousandAtOnceAndNotOneMore() {
        String many = IntStream.range(0, EventBatch.MOST)
                .mapToObj(i -> "{\"channel\":\"vk\",\"externalId\":\"%s-%d\",\"type\":\"PAGE_VIEWED\"}"
                        .formatted(name, i % 3_000))
                .collect(Collectors.joining(","));

        HttpResponse<String> refused = post("{\"events\":[" + many + "," + event("\"type\":\"NPS\"") + "]}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("10,000").contains("\"field\":\"events\"");
        assertThat(kept()).isEmpty();

        long began = System.nanoTime();
        JsonNode receipt = tell(many);
        assertThat(receipt.path("accepted").asInt()).isEqualTo(3_000);
        assertThat(receipt.path("duplicates").asInt()).isEqualTo(7_000);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void refusesABodyWithoutEnd() {
        HttpResponse<String> refused = post("{\"events\":[" + " ".repeat(17 << 20) + "]}");

        assertThat(refused.statusCode()).isEqualTo(413);
    }

    @Test
    void letsParallelBatchesWithTheSamePeopleInAnyOrderPass() throws Exception {
        long newestBefore = jdbc.sql("select coalesce(max(id), 0) from client")
                .query(Long.class)
                .single();
        var pool = Executors.newFixedThreadPool(6);
        try {
            // The first round makes the clients, the others find them: both ways must end.
            for (int round = 0; round < 4; round++) {
                String at = "2026-11-01T10:0%d:00Z".formatted(round);
                List<String> items = IntStream.range(0, 600)
                        .mapToObj(i ->
                                "{\"channel\":\"max\",\"externalId\":\"%s-%d\",\"type\":\"PAGE_VIEWED\",\"at\":\"%s\"}"
                                        .formatted(name, i, at))
                        .toList();
                List<Callable<JsonNode>> batches = IntStream.range(0, 6)
                        .<Callable<JsonNode>>mapToObj(i -> {
                            var shuffled = new ArrayList<>(items);
                            Collections.shuffle(shuffled, new Random(i));
                            String batch = String.join(",", shuffled);
                            return () -> tell(batch);
                        })
                        .toList();
                int accepted = 0;
                int duplicates = 0;
                for (var receipt : pool.invokeAll(batches)) {
                    accepted += receipt.get().path("accepted").asInt();
                    duplicates += receipt.get().path("duplicates").asInt();
                }
                assertThat(accepted).isEqualTo(600);
                assertThat(duplicates).isEqualTo(5 * 600);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(jdbc.sql(
                                "select count(*) from client where id > ? and not exists (select 1 from identity where client_id = client.id)")
                        .param(newestBefore)
                        .query(Long.class)
                        .single())
                .as("clients without a face")
                .isZero();
    }

    private String event(String fields) {
        return "{\"channel\":\"telegram\",\"externalId\":\"%s\",%s}".formatted(name, fields);
    }

    private List<Event> kept() {
        return events.latest(anna.id(), 100);
    }

    private Event only() {
        assertThat(kept()).hasSize(1);
        return kept().get(0);
    }

    private JsonNode tell(String items) {
        HttpResponse<String> response = post("{\"events\":[" + items + "]}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> post(String body) {
        return Http.on(port).post("/api/v1/events", body);
    }

    private static JsonNode receipt(int accepted, int duplicates) {
        return JsonMapper.shared()
                .readTree("{\"accepted\":%d,\"duplicates\":%d,\"rejected\":[]}".formatted(accepted, duplicates));
    }
}
