package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.Http;
import io.rapport.testing.RapportProcess;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From an advert to a second purchase, in a house whose clock is moved: nobody but the customer and the payment provider does anything. */
class SaleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ZoneId OMSK = ZoneId.of("Asia/Omsk");
    private static final String PAYMENTS_SECRET = "secret-of-the-payment-provider";
    private static final String GIFT = "Шестьдесят фраз для поездки";

    @TempDir
    static Path data;

    private static final FakeBotApi TELEGRAM = new FakeBotApi();
    private static RapportProcess house;

    @BeforeAll
    static void open() {
        house = RapportProcess.start(
                data.resolve("house"),
                Map.of(
                        "RAPPORT_TELEGRAM_TOKEN",
                        FakeBotApi.TOKEN,
                        "RAPPORT_TELEGRAM_SECRET",
                        FakeBotApi.SECRET,
                        "RAPPORT_TELEGRAM_API_URL",
                        TELEGRAM.url(),
                        "RAPPORT_PAYMENTS_SECRET",
                        PAYMENTS_SECRET));
        house.jdbc().sql("""
                insert into campaign (code, name, content_id, created_at, created_by)
                values ('ads-phrases', 'Шестьдесят фраз', 'c-003', now(), 'test')
                """).update();
    }

    @AfterAll
    static void close() throws InterruptedException {
        house.close();
        TELEGRAM.stop();
    }

    @Test
    void anAdvertLeadsToTheGiftTheChainAnOfferAPaymentAndTheNextStep() {
        Person anna = taker("Анна");
        Instant gift = happened(anna, "MAGNET_SENT").get(0);

        List<Touch> chain = touches(anna, "ONBOARDING", 3);
        assertThat(chain).extracting(Touch::step).containsExactly("1", "2", "3");
        assertThat(Duration.between(gift, chain.get(0).at())).isBetween(Duration.ofDays(1), Duration.ofDays(2));
        for (int i = 1; i < chain.size(); i++) {
            assertThat(Duration.between(chain.get(i - 1).at(), chain.get(i).at()))
                    .isBetween(Duration.ofHours(48), Duration.ofHours(63));
        }
        assertThat(chain)
                .allSatisfy(
                        touch -> assertThat(touch.at().atZone(OMSK).getHour()).isBetween(10, 19));
        readAll(anna);

        // Three messages a week are the limit: the welcome is not to wait for the chain's.
        advance(Duration.ofDays(3));
        anna.writes("Сколько стоят индивидуальные занятия?");
        assertThat(anna.reads()).contains("17\u00a0600\u00a0₽");
        anna.writes("Хорошо, беру индивидуальные занятия");
        assertThat(anna.reads()).contains("Индивидуальные занятия", "17\u00a0600\u00a0₽", "http");
        pay(anna, "INDIVIDUAL");

        Instant bought = happened(anna, "PURCHASED").get(0);
        List<Touch> afterSale = touches(anna, "AFTER_SALE", 3);
        assertThat(Duration.between(bought, afterSale.get(0).at()))
                .isBetween(Duration.ofHours(2), Duration.ofHours(16));
        assertThat(Duration.between(bought, afterSale.get(1).at())).isBetween(Duration.ofDays(7), Duration.ofDays(9));
        assertThat(Duration.between(bought, afterSale.get(2).at())).isBetween(Duration.ofDays(30), Duration.ofDays(33));
        readAll(anna);
        anna.writes("10");
        assertThat(anna.reads()).contains("http");

        List<Touch> upsell = touches(anna, "ADD_CLUB", 1);
        assertThat(Duration.between(bought, upsell.get(0).at())).isBetween(Duration.ofDays(35), Duration.ofDays(38));
        assertThat(anna.reads()).contains("2\u00a0610\u00a0₽");
        anna.taps("READY_TO_BUY:CLUB");
        assertThat(anna.reads()).contains("2\u00a0610\u00a0₽");

        assertThat(house.jdbc()
                        .sql("select amount from payment_request where client_id = ? and product_code = 'CLUB'")
                        .param(anna.id())
                        .query(BigDecimal.class)
                        .single())
                .as("the link asks for the price that was shown")
                .isEqualByComparingTo("2610");
        keyFiguresShowOneSale(anna, bought);
        assertThat(house.jdbc()
                        .sql(
                                "select purpose || ' ' || text_version from consent where client_id = ? and proof is not null")
                        .param(anna.id())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("PERSONAL_DATA 2026-11", "ADVERTISING 2026-11");
    }

    @Test
    void whoAnswersTheFirstMessageOfTheChainTalksAndHearsNoMoreOfIt() {
        Person boris = taker("Борис");
        touches(boris, "ONBOARDING", 1);
        readAll(boris);

        boris.writes("Да, пригодилось. А расписание какое?");
        assertThat(boris.reads()).isNotBlank();
        for (int day = 0; day < 6; day++) {
            advance(Duration.ofDays(1));
        }

        assertThat(touched(boris, "ONBOARDING")).hasSize(1);
    }

    @Test
    void aContactThatReachesNobodyIsAskedForAgainAndTheGiftComesAnyway() {
        Person vera = new Person(house.http(), TELEGRAM, "Вера");
        vera.starts("ads-phrases");
        assertThat(vera.reads()).contains(GIFT);
        vera.writes("согласна");
        assertThat(vera.reads()).contains("почт");
        vera.writes("8 495 123-45-67");
        assertThat(vera.reads()).contains("городской");
        vera.writes("vera@mаil.ru");
        assertThat(vera.reads()).containsAnyOf("русские буквы", "латиницей");
        vera.writes("8 912 34");
        assertThat(vera.reads()).contains(GIFT);
    }

    @Test
    void whoRefusesDataOrContactOrAdvertisingGetsTheGiftAndIsLeftInPeace() {
        Person gleb = new Person(house.http(), TELEGRAM, "Глеб");
        gleb.starts("ads-phrases");
        gleb.reads();
        gleb.taps("REFUSED_DATA");
        assertThat(gleb.reads()).contains(GIFT);
        readAll(gleb);

        Person dina = new Person(house.http(), TELEGRAM, "Дина");
        dina.starts("ads-phrases");
        dina.reads();
        dina.taps("GAVE_DATA_CONSENT");
        dina.reads();
        dina.writes("без контакта");
        assertThat(dina.reads()).contains(GIFT);
        readAll(dina);
        dina.taps("REFUSED_CONSENT");
        assertThat(dina.reads()).isNotBlank();

        for (int day = 0; day < 4; day++) {
            advance(Duration.ofDays(1));
        }
        assertThat(gleb.hasUnread()).isFalse();
        assertThat(dina.hasUnread()).isFalse();
        assertThat(house.jdbc()
                        .sql("select count(*) from consent where client_id = ? and withdrawn_at is null")
                        .param(gleb.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void keyFiguresShowOneSale(Person anna, Instant bought) {
        LocalDate today = LocalDate.ofInstant(now(), ZoneId.of("Europe/Moscow"));
        HttpResponse<String> answer =
                house.http().get("/api/v1/kpis?by=source&from=%s&to=%s".formatted(today.minusDays(80), today));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode report = json(answer.body());
        JsonNode advert = report.path("items")
                .valueStream()
                .filter(item -> item.path("key").asString().equals("ads-phrases"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.body()));
        double days = Duration.between(happened(anna, "STARTED").get(0), bought).toMinutes() / 1440.0;
        assertThat(report.path("total").path("sales").asInt()).isOne();
        assertThat(advert.path("sales").asInt()).isOne();
        assertThat(advert.path("converted").asInt()).isOne();
        assertThat(advert.path("cycle").path("medianDays").asDouble()).isCloseTo(days, within(0.1));
        assertThat(advert.path("money").path(0).path("revenue").decimalValue()).isEqualByComparingTo("17600");
    }

    /** Has the gift for a contact and agreed to all; lives in Omsk and is none of those kept for comparison. */
    private Person taker(String name) {
        while (true) {
            var person = new Person(house.http(), TELEGRAM, name);
            person.starts("ads-phrases");
            assertThat(person.reads()).contains(GIFT);
            person.taps("GAVE_DATA_CONSENT");
            assertThat(person.reads()).isNotBlank();
            person.sharesOwnContact("+79123456789");
            assertThat(person.reads()).contains(GIFT);
            readAll(person);
            person.taps("GAVE_CONSENT");
            assertThat(person.reads()).isNotBlank();
            put("/api/v1/clients/" + person.id() + "/timezone", "{\"timezone\":\"Asia/Omsk\"}");
            if (!isInHoldout(person)) {
                return person;
            }
        }
    }

    private static boolean isInHoldout(Person person) {
        return house.jdbc()
                .sql("select ('x' || left(md5('HOLDOUT:' || ?::bigint), 8))::bit(32)::bigint % 10000 < 1000")
                .param(person.id())
                .query(Boolean.class)
                .single();
    }

    private static void readAll(Person person) {
        while (person.hasUnread()) {
            person.reads();
        }
    }

    private record Touch(Instant at, String step) {}

    private List<Touch> touched(Person person, String sequence) {
        return house.jdbc()
                .sql("""
                        select at, attributes ->> 'step' as step from event
                        where client_id = ? and type = 'TOUCHED' and attributes ->> 'sequence' = ? order by at
                        """)
                .params(person.id(), sequence)
                .query((rs, n) ->
                        new Touch(rs.getObject("at", OffsetDateTime.class).toInstant(), rs.getString("step")))
                .list();
    }

    /** Lets days pass until so many touches of a sequence have left. */
    private List<Touch> touches(Person person, String sequence, int count) {
        for (int hours = 0; hours < 24 * 45 && touched(person, sequence).size() < count; hours += 12) {
            advance(Duration.ofHours(12));
        }
        await().atMost(PATIENCE).until(() -> touched(person, sequence).size() == count);
        return touched(person, sequence);
    }

    private List<Instant> happened(Person person, String type) {
        return house
                .jdbc()
                .sql("select at from event where client_id = ? and type = ? order by at")
                .params(person.id(), type)
                .query(OffsetDateTime.class)
                .list()
                .stream()
                .map(OffsetDateTime::toInstant)
                .toList();
    }

    /** As the payment provider tells it: by our reference, signed, and as often as it likes. */
    private void pay(Person person, String product) {
        var request = house.jdbc()
                .sql("select reference, amount from payment_request where client_id = ? and product_code = ?")
                .params(person.id(), product)
                .query()
                .singleRow();
        String body = """
                {"id":"n-%1$d","type":"payment","paymentId":"p-%1$d","amount":%2$s,"currency":"RUB","at":"%3$s","reference":"%4$s"}""".formatted(person.chat(), request.get("amount"), now(), request.get("reference"));
        for (int times = 0; times < 3; times++) {
            Http http = house.http();
            assertThat(http.send(http.request("/webhooks/payments/generic")
                                    .header("Content-Type", "application/json")
                                    .header("X-Rapport-Signature", signature(body))
                                    .POST(HttpRequest.BodyPublishers.ofString(body)))
                            .statusCode())
                    .isEqualTo(200);
        }
        await().atMost(PATIENCE)
                .until(() -> person.client().path("stage").asString().equals("CUSTOMER"));
    }

    private static String signature(String body) {
        try {
            // Providers sign by the time of the world, which the demo clock leaves behind.
            String time = Long.toString(Instant.now().getEpochSecond());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(PAYMENTS_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] sign = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(sign);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant now() {
        return Instant.parse(
                json(house.http().get("/api/v1/demo/clock").body()).path("now").asString());
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }

    private void advance(Duration by) {
        assertThat(house.http()
                        .post("/api/v1/demo/clock", "{\"advance\":\"" + by + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static void put(String path, String json) {
        Http http = house.http();
        assertThat(http.send(http.request(path)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(json)))
                        .statusCode())
                .isEqualTo(200);
    }
}
