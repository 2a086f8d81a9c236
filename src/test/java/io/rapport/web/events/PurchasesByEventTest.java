package io.rapport.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Clients;
import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody bought and got back, told by events, is in the books of purchases too: once, and never less than nothing. */
@RapportTest
class PurchasesByEventTest {

    @LocalServerPort
    int port;

    @Autowired
    Clients clients;

    @Autowired
    JdbcClient jdbc;

    private final String order = "order-" + UUID.randomUUID();
    private long anna;
    private long boris;

    @BeforeEach
    void meet() {
        anna = clients.findOrCreate("telegram", "a" + order, "Анна", "ru", null, Instant.now())
                .id();
        boris = clients.findOrCreate("telegram", "b" + order, "Борис", "ru", null, Instant.now())
                .id();
    }

    @Test
    void aPurchaseIsInTheBooksOnceHoweverOftenItIsTold() {
        String bought = event(anna, "PURCHASED", "\"value\":\"GROUP\",\"amount\":7900", order);

        tell(bought, bought);
        tell(bought);

        assertThat(books(anna)).containsExactly("GROUP 7900.00 RUB api api:" + order + " -0.00");
        assertThat(jdbc.sql("select paid_at = timestamptz '2026-11-01T10:00:00Z' from purchase where client_id = ?")
                        .param(anna)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aPurchaseTheProviderHasANameForIsOneUnderWhateverKeyItIsTold() {
        String named =
                "\"value\":\"GROUP\",\"amount\":90.5,\"currency\":\"eur\",\"provider\":\"bank\",\"externalId\":\"%s\""
                        .formatted(order);

        tell(event(anna, "PURCHASED", named, "k1"), event(anna, "PURCHASED", named, "k2"));

        assertThat(books(anna)).containsExactly("GROUP 90.50 EUR bank " + order + " -0.00");
    }

    @Test
    void keysAreTheClientsOwnSoTwoOfThemMayHaveTheSame() {
        tell(event(anna, "PURCHASED", "\"amount\":100", order), event(boris, "PURCHASED", "\"amount\":200", order));

        assertThat(books(anna)).hasSize(1);
        assertThat(books(boris)).hasSize(1);
        assertThat(tell(event(boris, "PURCHASED", "\"amount\":200", order))
                        .path("duplicates")
                        .asInt())
                .isOne();
        assertThat(books(boris)).hasSize(1);
    }

    @Test
    void aRefundGoesBackFromTheLatestPurchaseAndNeverBeyondWhatWasPaid() {
        tell(
                event(anna, "REFUNDED", "\"amount\":150", "r1"),
                event(anna, "PURCHASED", "\"value\":\"GROUP\",\"amount\":100", order + "-1"),
                event(anna, "PURCHASED", "\"value\":\"CLUB\",\"amount\":100", order + "-2"));
        assertThat(books(anna).stream().map(PurchasesByEventTest::refunded))
                .containsExactlyInAnyOrder("-50.00", "-100.00");

        tell(event(anna, "REFUNDED", "\"amount\":1000", "r2"), event(anna, "REFUNDED", "\"amount\":1000", "r2"));
        assertThat(books(anna).stream().map(PurchasesByEventTest::refunded)).containsExactly("-100.00", "-100.00");
    }

    @Test
    void aRefundOfANamedPurchaseOrProductTouchesNoOther() {
        tell(
                event(
                        anna,
                        "PURCHASED",
                        "\"value\":\"GROUP\",\"amount\":100,\"externalId\":\"1%s\"".formatted(order),
                        "p1"),
                event(
                        anna,
                        "PURCHASED",
                        "\"value\":\"CLUB\",\"amount\":100,\"externalId\":\"2%s\"".formatted(order),
                        "p2"),
                event(boris, "PURCHASED", "\"amount\":100", "p3"));

        tell(
                event(anna, "REFUNDED", "\"amount\":30,\"externalId\":\"1%s\"".formatted(order), "r1"),
                event(anna, "REFUNDED", "\"amount\":20,\"value\":\"CLUB\"", "r2"));

        assertThat(books(anna).stream().map(row -> row.split(" ")[0] + refunded(row)))
                .containsExactlyInAnyOrder("GROUP-30.00", "CLUB-20.00");
        assertThat(books(boris).stream().map(PurchasesByEventTest::refunded)).containsExactly("-0.00");
    }

    @Test
    void aRefundToldLongBeforeItsPurchaseWaitsForIt() {
        String named = "\"amount\":30,\"externalId\":\"%s\"".formatted(order);
        tell(event(anna, "REFUNDED", named, "r1"));
        tell(event(anna, "REFUNDED", "\"amount\":20,\"value\":\"GROUP\"", "r2"));
        assertThat(books(anna)).isEmpty();

        tell(event(
                anna, "PURCHASED", "\"value\":\"GROUP\",\"amount\":100,\"externalId\":\"%s\"".formatted(order), "p1"));

        assertThat(books(anna)).containsExactly("GROUP 100.00 RUB api " + order + " -50.00");
    }

    @Test
    void anOldRefundThatNamesNothingDoesNotTakeFromALaterPurchase() {
        tell(event(anna, "REFUNDED", "\"amount\":30", "r1"));

        tell(event(anna, "PURCHASED", "\"amount\":100", order).replace("2026-11-01", "2026-11-09"));

        assertThat(books(anna).stream().map(PurchasesByEventTest::refunded)).containsExactly("-0.00");
    }

    @Test
    void refusesACurrencyThatIsNone() {
        JsonNode receipt = tell(event(anna, "PURCHASED", "\"amount\":1,\"currency\":\"рубли\"", order));

        assertThat(receipt.path("rejected").path(0).path("field").asString()).isEqualTo("attributes.currency");
        assertThat(books(anna)).isEmpty();
    }

    @Test
    void batchesThatTellOfTheSamePurchasesInOppositeOrderNeverWaitInACircle() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 6; round++) {
                String of = round + order;
                String[] forth = IntStream.range(0, 900)
                        .mapToObj(i -> named(anna, "%03d%s".formatted(i, of)))
                        .toArray(String[]::new);
                String[] back = IntStream.range(0, 900)
                        .mapToObj(i -> named(boris, "%03d%s".formatted(899 - i, of)))
                        .toArray(String[]::new);
                for (var receipt : pool.invokeAll(List.<Callable<JsonNode>>of(() -> tell(forth), () -> tell(back)))) {
                    assertThat(receipt.get().path("accepted").asInt()).isEqualTo(900);
                }
                assertThat(jdbc.sql("select count(*) from purchase where external_id like ?")
                                .param("%" + of)
                                .query(Integer.class)
                                .single())
                        .isEqualTo(900);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static String named(long client, String name) {
        return event(client, "PURCHASED", "\"amount\":1,\"externalId\":\"" + name + '"', name);
    }

    private static String refunded(String row) {
        return row.substring(row.lastIndexOf(' ') + 1);
    }

    private static String event(long client, String type, String attributes, String key) {
        return "{\"clientId\":%d,\"type\":\"%s\",\"at\":\"2026-11-01T10:00:00Z\",\"attributes\":{%s},\"dedupeKey\":\"%s\"}"
                .formatted(client, type, attributes, key);
    }

    private List<String> books(long client) {
        return jdbc.sql("""
                select concat_ws(' ', product_code, amount, currency, provider, external_id, '-' || refunded)
                from purchase where client_id = ? order by id
                """).param(client).query(String.class).list();
    }

    private JsonNode tell(String... events) {
        var response = Http.on(port).post("/api/v1/events", "{\"events\":[" + String.join(",", events) + "]}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }
}
