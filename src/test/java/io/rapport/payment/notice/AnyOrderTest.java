package io.rapport.payment.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers tell things twice, late, and in no order at all. What a client is worth does not depend on it. */
class AnyOrderTest {

    private static final Till TILL = new Till();

    @AfterAll
    static void close() {
        TILL.close();
    }

    private record Telling(String provider, String id, String body) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyOrderAndAnyNumberOfTimesComesToTheSame(long seed) {
        var random = new Random(seed);
        long anna = TILL.client("Анна").id();
        var told = new ArrayList<Telling>();
        BigDecimal worth = BigDecimal.ZERO;
        for (int n = 0; n < 3; n++) {
            int paid = 1_000 + random.nextInt(9_000);
            boolean isStripe = random.nextBoolean();
            String payment = "pay-%d-%d".formatted(seed, n);
            String reference = TILL.asks(anna, "GROUP", Integer.toString(paid)).reference();
            told.add(isStripe ? session(payment, reference, paid) : payment(payment, reference, paid));
            int back = 0;
            for (int r = 0; r < random.nextInt(4); r++) {
                int part = random.nextInt(paid - back) / 2 + 1;
                back += part;
                told.add(isStripe ? charge(payment, r, back) : refund(payment, r, part));
            }
            worth = worth.add(BigDecimal.valueOf(paid - back));
        }
        var deliveries = new ArrayList<Telling>();
        told.forEach(one -> deliveries.addAll(Collections.nCopies(50, one)));
        Collections.shuffle(deliveries, random);

        for (Telling one : deliveries) {
            TILL.hears(one.provider(), one.id(), one.body());
            if (random.nextInt(20) == 0) {
                TILL.works();
            }
        }
        TILL.works();

        assertThat(TILL.worth(anna)).isEqualByComparingTo(worth);
        assertThat(TILL.worthByEvents(anna)).isEqualByComparingTo(worth);
        assertThat(TILL.books(anna)).hasSize(3);
        assertThat(TILL.database()
                        .jdbc()
                        .sql("select count(*) from payment_notice where client_id = ? and state <> 'APPLIED'")
                        .param(anna)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void fiftyAtOnceOnSeveralNodesAreOne() throws Exception {
        long anna = TILL.client("Анна").id();
        Telling payment = payment("rush", TILL.asks(anna, "GROUP", "7900").reference(), 7900);
        Telling refund = refund("rush", 1, 900);
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> rush = IntStream.range(0, 100)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        Telling one = i % 2 == 0 ? payment : refund;
                        TILL.hears(one.provider(), one.id(), one.body());
                        TILL.works();
                        return null;
                    })
                    .toList();
            for (var done : pool.invokeAll(rush)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        TILL.works();

        assertThat(TILL.worth(anna)).isEqualByComparingTo("7000");
        assertThat(TILL.worthByEvents(anna)).isEqualByComparingTo("7000");
    }

    private static Telling payment(String payment, String reference, int amount) {
        return generic(
                "n-" + payment,
                Map.of(
                        "id",
                        "n-" + payment,
                        "type",
                        "payment",
                        "paymentId",
                        payment,
                        "amount",
                        amount,
                        "currency",
                        "RUB",
                        "reference",
                        reference));
    }

    private static Telling refund(String payment, int number, int amount) {
        String id = "n-%s-%d".formatted(payment, number);
        return generic(
                id, Map.of("id", id, "type", "refund", "paymentId", payment, "amount", amount, "currency", "RUB"));
    }

    private static Telling generic(String id, Map<String, Object> notice) {
        return new Telling(
                "generic", id, tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(notice));
    }

    private static Telling session(String payment, String reference, int amount) {
        return new Telling("stripe", "e-" + payment, """
                {"id":"e-%1$s","type":"checkout.session.completed","created":1795347000,"data":{"object":{"id":"cs-%1$s",
                 "payment_intent":"%1$s","payment_status":"paid","client_reference_id":"%2$s","amount_total":%3$d00,
                 "currency":"rub"}}}""".formatted(payment, reference, amount));
    }

    private static Telling charge(String payment, int number, int total) {
        String id = "e-%s-%d".formatted(payment, number);
        return new Telling("stripe", id, """
                {"id":"%s","type":"charge.refunded","created":1795348000,"data":{"object":{"id":"ch","payment_intent":"%s",
                 "amount_refunded":%d00,"currency":"rub"}}}""".formatted(id, payment, total));
    }
}
