package io.rapport.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rapport.payment.PaymentSettings;
import io.rapport.payment.PaymentSettings.Shop;
import io.rapport.payment.PaymentSettings.Signed;
import io.rapport.payment.provider.Statement.Paid;
import io.rapport.payment.provider.Statement.Refunded;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every payment provider has to keep. */
abstract class PaymentProviderContract {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final String SECRET = "the secret of now";
    static final String FORMER = "the secret of before";

    /** A notice as it is delivered. */
    record Delivery(byte[] body, Map<String, String> headers) {

        static Delivery of(String body, Map<String, String> headers) {
            return new Delivery(body.getBytes(StandardCharsets.UTF_8), headers);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Delivery saying(String other) {
            return of(other, headers);
        }
    }

    abstract PaymentProvider provider(PaymentSettings settings);

    /** 7900 roubles for the request {@code ref-1}, payment {@code p-1}, paid at 11:30 UTC on the day of {@link #NOW}. */
    abstract Delivery payment(String secret);

    /** 900 roubles of the same payment went back. */
    abstract Delivery refund(String secret);

    static PaymentSettings settings(String secret, String former, String yookassa) {
        var signed = new Signed(secret, former);
        var shop = new Shop(
                secret.isEmpty() ? "" : "100500",
                secret,
                URI.create(yookassa),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
        return new PaymentSettings(secret, former, "", 30, Duration.ofMinutes(5), "", signed, signed, shop);
    }

    PaymentProvider provider() {
        return provider(settings(SECRET, FORMER, "http://localhost:1"));
    }

    boolean accepts(PaymentProvider provider, Delivery delivery) {
        return provider.isAuthentic(delivery.body(), header(delivery), NOW);
    }

    private static Function<String, @Nullable String> header(Delivery delivery) {
        return name -> delivery.headers().get(name);
    }

    int rounds() {
        return 3_000;
    }

    @Test
    void takesWhatIsSignedByTheSecretOfNowOrOfBefore() {
        assertThat(accepts(provider(), payment(SECRET))).isTrue();
        assertThat(accepts(provider(), payment(FORMER))).isTrue();
        assertThat(accepts(provider(), refund(SECRET))).isTrue();
    }

    @Test
    void takesNothingWithoutASecretOfItsOwn() {
        var unconfigured = provider(settings("", "", "http://localhost:1"));

        assertThat(accepts(unconfigured, payment(SECRET))).isFalse();
        assertThat(accepts(unconfigured, payment(" "))).isFalse();
    }

    @Test
    void refusesWhatIsForgedOrNotSigned() {
        Delivery payment = payment(SECRET);

        assertThat(accepts(provider(), payment("a guess"))).isFalse();
        assertThat(accepts(provider(), new Delivery(payment.body(), Map.of()))).isFalse();
        assertThat(accepts(provider(), payment.saying(payment.text().replace("7900", "7901"))))
                .isFalse();
        assertThat(accepts(provider(), payment.saying(payment.text() + " "))).isFalse();
    }

    @Test
    void readsAPayment() {
        var paid = (Paid) provider().read(payment(SECRET).body());

        assertThat(paid.payment()).isEqualTo("p-1");
        assertThat(paid.amount()).isEqualByComparingTo("7900");
        assertThat(paid.currency()).isEqualToIgnoringCase("RUB");
        assertThat(paid.at()).isEqualTo(Instant.parse("2026-11-22T11:30:00Z"));
        assertThat(paid.payer().references()).contains("ref-1");
        assertThat(paid.payer().email()).isEqualTo("anna@example.com");
    }

    @Test
    void readsARefundOfThatPayment() {
        var refunded = (Refunded) provider().read(refund(SECRET).body());

        assertThat(refunded.payment()).isEqualTo("p-1");
        assertThat(refunded.amount()).isEqualByComparingTo(new BigDecimal("900"));
        assertThat(refunded.refund()).isNotBlank();
    }

    @Test
    void knowsTheSameNoticeAgainAndAnotherOneApart() {
        assertThat(provider().idOf(payment(SECRET).body()))
                .isEqualTo(provider().idOf(payment(FORMER).body()))
                .isNotEqualTo(provider().idOf(refund(SECRET).body()));
    }

    @Test
    void neverFailsOnJunk() {
        var random = new Random(7);
        byte[] good = payment(SECRET).body();
        for (int round = 0; round < rounds(); round++) {
            byte[] junk = round % 3 == 0
                    ? random.ints(random.nextInt(60), 0, 256)
                            .collect(java.io.ByteArrayOutputStream::new, (out, b) -> out.write(b), (a, b) -> {})
                            .toByteArray()
                    : mutated(good, random);
            assertThatCode(() -> survive(junk))
                    .as(HexFormat.of().formatHex(junk))
                    .doesNotThrowAnyException();
        }
        for (String junk : new String[] {
            "",
            "null",
            "[]",
            "{}",
            "\"x\"",
            "[".repeat(100_000),
            "{\"a\":".repeat(10_000),
            "\u0000",
            "{\"id\":1e9999}",
            "{\"id\":\"\\ud800\",\"type\":\"payment\",\"paymentId\":\"\\u0000\"}",
            "%",
            "a=%zz&TransactionId=%00",
            "&&&==",
            "{\"id\":\"" + "x".repeat(100_000) + "\"}",
        }) {
            assertThatCode(() -> survive(junk.getBytes(StandardCharsets.UTF_8)))
                    .as(junk.length() > 100 ? junk.substring(0, 100) : junk)
                    .doesNotThrowAnyException();
        }
    }

    private void survive(byte[] junk) {
        PaymentProvider provider = provider();
        provider.isAuthentic(junk, payment(SECRET).headers()::get, NOW);
        assertThat(provider.idOf(junk)).isNotEmpty().hasSizeLessThan(500).doesNotContain("\u0000");
        try {
            assertThat(provider.read(junk)).isNotNull();
        } catch (ProviderAway e) {
            // says so, and is tried again
        }
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] junk = good.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            junk[random.nextInt(junk.length)] = (byte) random.nextInt(256);
        }
        return junk;
    }

    static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String timed(String secret, Instant at, String body) {
        String time = Long.toString(at.getEpochSecond());
        return "t=%s,v1=%s".formatted(time, HexFormat.of().formatHex(hmac(secret, time + "." + body)));
    }
}
