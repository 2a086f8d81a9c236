package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.client.Consent;
import io.rapport.client.Consents;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From «беру» to the first days of a student, by what a payment provider tells. */
class PaymentTest extends ScenarioTest {

    private static final Pattern LINK = Pattern.compile("https://pay\\.example\\.com/\\?ref=(\\w+)&sum=([0-9.]+)");

    @Autowired
    private Consents consents;

    @Autowired
    private Clock clock;

    private Bank bank;

    @BeforeEach
    void openTheBank() {
        bank = new Bank(http(), PAYMENTS_SECRET);
    }

    @Test
    void aPaymentMovesTheStageEndsTheSalesSeriesAndStartsAfterSale() {
        Person anna = person("Анна");
        anna.starts("landing");
        anna.reads();
        consents.give(anna.id(), Consent.Purpose.ADVERTISING, null, "1", "test", clock.instant());
        Matcher link = asksToPay(anna, "группу");
        isInSeries(anna, "FOLLOW_UP");
        assertThat(stage(anna)).isEqualTo("OFFERED");
        assertThat(link.group(2)).isEqualTo("7900.00");

        assertThat(bank.tellsOfPayment(payment(anna), link.group(1), link.group(2)))
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(stage(anna)).isEqualTo("CUSTOMER");
            assertThat(ended(anna, "FOLLOW_UP")).isEqualTo("PURCHASED");
            assertThat(inside(anna)).isEqualTo("AFTER_SALE");
        });
        assertThat(books(anna)).isEqualTo("GROUP 7900.00 RUB 0.00");
        assertThat(jdbc().sql("""
                        select row_id || ' ' || touch_key from payment_request where reference = ? and paid_at is not null
                        """).param(link.group(1)).query(String.class).single())
                .startsWith("R-12")
                .contains(" reply:");
    }

    @Test
    void whoeverAsksAgainGetsTheSameLinkUntilItIsPaid() {
        Person boris = person("Борис");
        boris.starts("landing");
        boris.reads();
        Matcher first = asksToPay(boris, "группу");
        Matcher second = asksToPay(boris, "группу");

        assertThat(second.group(1)).isEqualTo(first.group(1));
        bank.tellsOfPayment(payment(boris), first.group(1), first.group(2));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(books(boris)).startsWith("GROUP"));
    }

    @Test
    void whatIsOnlyForeseenOrPreviewedAsksNobodyToPay() {
        Person vera = person("Вера");
        vera.starts("landing");
        vera.reads();
        long before = requests(vera);

        http().post(
                        "/api/v1/decisions/preview",
                        "{\"clientId\":%d,\"trigger\":\"MESSAGE\",\"text\":\"беру группу\"}".formatted(vera.id()));
        http().get("/api/v1/clients/" + vera.id() + "/plan?days=30");

        assertThat(requests(vera)).isEqualTo(before).isZero();
    }

    @Test
    void fiftyNoticesOfOnePaymentOutOfOrderWithItsRefundsAreOnePurchase() throws Exception {
        Person olga = person("Ольга");
        olga.starts("landing");
        olga.reads();
        Matcher link = asksToPay(olga, "группу");
        String payment = payment(olga);
        List<Callable<Integer>> told = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            told.add(() -> bank.tellsOfPayment(payment, link.group(1), "7900.00"));
            told.add(() -> bank.tellsOfRefund(payment + "-1", payment, "900"));
            told.add(() -> bank.tellsOfRefund(payment + "-2", payment, "1000.50"));
        }
        Collections.shuffle(told, new Random(11));
        var pool = Executors.newFixedThreadPool(6);
        try {
            for (var answer : pool.invokeAll(told)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            pool.shutdownNow();
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(books(olga)).isEqualTo("GROUP 7900.00 RUB 1900.50"));
        assertThat(jdbc().sql("""
                        select sum(case type when 'PURCHASED' then 1 else -1 end * (attributes ->> 'amount')::numeric)
                        from event where client_id = ? and type in ('PURCHASED', 'REFUNDED')
                        """).param(olga.id()).query(BigDecimal.class).single())
                .isEqualByComparingTo("5999.50");
    }

    private Matcher asksToPay(Person person, String course) {
        person.writes("Беру " + course + ", как оплатить?");
        String answer = person.reads();
        Matcher link = LINK.matcher(answer);
        assertThat(link.find()).as(answer).isTrue();
        return link;
    }

    private void isInSeries(Person person, String sequence) {
        jdbc().sql("""
                insert into sequence_enrolment (client_id, sequence, cycle, step, release_id, enrolled_at, step_at)
                select :client, :sequence, 1, 0, max(id), :now, :now from release
                """)
                .param("client", person.id())
                .param("sequence", sequence)
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    private static String payment(Person person) {
        return "p-" + person.chat() + "-" + UUID.randomUUID();
    }

    private static String stage(Person person) {
        return person.client().path("stage").asString();
    }

    private String ended(Person person, String sequence) {
        return jdbc().sql(
                        "select coalesce(end_reason, '') from sequence_enrolment where client_id = ? and sequence = ?")
                .params(person.id(), sequence)
                .query(String.class)
                .single();
    }

    private String inside(Person person) {
        return jdbc().sql(
                        "select coalesce(max(sequence), '') from sequence_enrolment where client_id = ? and ended_at is null")
                .param(person.id())
                .query(String.class)
                .single();
    }

    private String books(Person person) {
        return jdbc().sql("""
                select coalesce(string_agg(concat_ws(' ', product_code, amount, currency, refunded), '; '), '')
                from purchase where client_id = ?
                """).param(person.id()).query(String.class).single();
    }

    private long requests(Person person) {
        return jdbc().sql("select count(*) from payment_request where client_id = ?")
                .param(person.id())
                .query(Long.class)
                .single();
    }
}
