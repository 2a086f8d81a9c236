package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.Http;
import io.rapport.testing.RapportProcess;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an advert to a second purchase, in a house whose clock is moved: nobody but the customer and the payment provider does anything. */
class SaleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ZoneId OMSK = ZoneId.of("Asia/Omsk");
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
                        "RAPPORT_TELEGRAM_TOKEN", FakeBotApi.TOKEN,
                        "RAPPORT_TELEGRAM_SECRET", FakeBotApi.SECRET,
                        "RAPPORT_TELEGRAM_API_URL", TELEGRAM.url()));
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

        anna.writes("Сколько стоят индивидуальные занятия?");
        assertThat(anna.reads()).contains("17 600 ₽");
        anna.writes("Хорошо, беру индивидуальные занятия");
        assertThat(anna.reads()).contains("Индивидуальные занятия", "17 600 ₽", "http");
        pay(anna, "INDIVIDUAL", 17600);

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
        assertThat(anna.reads()).contains("2 610 ₽");
        anna.taps("READY_TO_BUY:CLUB");
        assertThat(anna.reads()).contains("2 610 ₽");

        assertThat(house.jdbc().sql("""
                        select source || ' ' || product || ' ' || amount || ' ' || extract(day from paid_at - created_at) from purchase
                        join client on client.id = purchase.client_id
                        """).query(String.class).list())
                .containsExactly("ads-phrases INDIVIDUAL 17600.00 "
                        + Duration.between(gift, bought).toDays());
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

        Person dina = new Person(house.http(), TELEGRAM, "Дина");
        dina.starts("ads-phrases");
        dina.reads();
        dina.taps("GAVE_DATA_CONSENT");
        dina.reads();
        dina.writes("без контакта");
        assertThat(dina.reads()).contains(GIFT);
        dina.taps("REFUSED_CONSENT");
        assertThat(dina.reads()).isNotBlank();

        for (int day = 0; day < 4; day++) {
            advance(Duration.ofDays(1));
        }
        gleb.readsNothingMore();
        dina.readsNothingMore();
        assertThat(house.jdbc()
                        .sql("select count(*) from consent where client_id = ? and withdrawn_at is null")
                        .param(gleb.id())
                        .query(Long.class)
                        .single())
                .isZero();
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

    private void pay(Person person, String product, int amount) {
        String event =
                "{\"clientId\":%d,\"type\":\"PURCHASED\",\"attributes\":{\"value\":\"%s\",\"amount\":%d},\"dedupeKey\":\"order-%d\"}"
                        .formatted(person.id(), product, amount, person.chat());
        assertThat(house.http().post("/api/v1/events", event).statusCode()).isBetween(200, 299);
        await().atMost(PATIENCE)
                .until(() -> person.client().path("stage").asString().equals("CUSTOMER"));
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
