package io.rapport.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.payment.PaymentSettings;
import io.rapport.payment.provider.Statement.Paid;
import io.rapport.payment.provider.Statement.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenericProviderTest extends PaymentProviderContract {

    private static final String HEADER = "X-Rapport-Signature";
    private static final String PAYMENT = """
            {"id":"n-1","type":"payment","paymentId":"p-1","amount":"7900.00","currency":"RUB",
             "at":"2026-11-22T14:30:00+03:00","reference":"ref-1","product":"GROUP","phone":"+7 916 123-45-67",
             "email":"anna@example.com"}""";

    @Override
    PaymentProvider provider(PaymentSettings settings) {
        return new GenericProvider(settings);
    }

    @Override
    Delivery payment(String secret) {
        return signed(secret, PAYMENT);
    }

    @Override
    Delivery refund(String secret) {
        return signed(secret, """
                {"id":"n-2","type":"refund","paymentId":"p-1","refundId":"r-1","amount":900,"currency":"RUB"}""");
    }

    private static Delivery signed(String secret, String body) {
        return Delivery.of(body, Map.of(HEADER, timed(secret, NOW, body)));
    }

    @ParameterizedTest
    @CsvSource({"-299, true", "-301, false", "299, true", "301, false", "-86400, false"})
    void takesASignatureForFiveMinutes(int seconds, boolean isTaken) {
        var old = Delivery.of(PAYMENT, Map.of(HEADER, timed(SECRET, NOW.plusSeconds(seconds), PAYMENT)));

        assertThat(accepts(provider(), old)).isEqualTo(isTaken);
    }

    @Test
    void anOldSignatureDoesNotBecomeGoodByANewTime() {
        String old = timed(SECRET, NOW.minus(Duration.ofDays(1)), PAYMENT);
        String renewed = "t=" + NOW.getEpochSecond() + old.substring(old.indexOf(','));

        assertThat(accepts(provider(), Delivery.of(PAYMENT, Map.of(HEADER, renewed))))
                .isFalse();
    }

    @Test
    void oneGoodSignatureAmongSeveralIsEnough() {
        String good = timed(SECRET, NOW, PAYMENT);
        String several = good.substring(0, good.indexOf(',')) + ",v0=00,v1=" + "ab".repeat(32)
                + good.substring(good.indexOf(','));

        assertThat(accepts(provider(), Delivery.of(PAYMENT, Map.of(HEADER, several))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'\"7900\"', 7900", "7900.5, 7900.5", "1e9999, 1e9999", "-5, -5", "'\"1e999999999\"', 1e999999999"})
    void handsOnAmountsAsTheyAreTold(String told, String amount) {
        String body = "{\"id\":\"n\",\"type\":\"payment\",\"paymentId\":\"p\",\"amount\":" + told + "}";
        var paid = (Paid) provider().read(body.getBytes(StandardCharsets.UTF_8));

        assertThat(paid.amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"id\":\"n\",\"paymentId\":\"p\"}'",
        "'{\"id\":\"n\",\"type\":\"gift\",\"paymentId\":\"p\"}'",
        "'{\"type\":\"payment\"}'"
    })
    void saysWhatItDoesNotUnderstand(String body) {
        assertThat(provider().read(body.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Unreadable.class);
    }
}
