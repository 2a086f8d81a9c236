package io.rapport.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.payment.PaymentSettings;
import io.rapport.payment.provider.Statement.Irrelevant;
import io.rapport.payment.provider.Statement.Paid;
import io.rapport.payment.provider.Statement.Refunded;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeProviderTest extends PaymentProviderContract {

    private static final String SESSION = """
            {"id":"evt_1","object":"event","type":"%s","created":1795347000,"livemode":true,"data":{"object":
             {"id":"cs_1","object":"checkout.session","client_reference_id":"ref-1","payment_intent":"p-1",
              "payment_status":"%s","amount_total":%s,"currency":"%s","metadata":{},
              "customer_details":{"email":"anna@example.com","phone":null}}}}""";

    @Override
    PaymentProvider provider(PaymentSettings settings) {
        return new StripeProvider(settings);
    }

    @Override
    Delivery payment(String secret) {
        return signed(secret, SESSION.formatted("checkout.session.completed", "paid", "790000", "rub"));
    }

    @Override
    Delivery refund(String secret) {
        return signed(secret, """
                {"id":"evt_2","type":"charge.refunded","created":1795348000,"data":{"object":{"id":"ch_1","object":"charge",
                 "payment_intent":"p-1","amount":790000,"amount_refunded":90000,"currency":"rub","refunded":false}}}""");
    }

    private static Delivery signed(String secret, String body) {
        return Delivery.of(body, Map.of("Stripe-Signature", timed(secret, NOW, body)));
    }

    private Statement read(String body) {
        return provider().read(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"rub, 790000, 7900", "jpy, 500, 500", "krw, 500, 500", "isk, 500, 5", "ugx, 500, 5", "kwd, 5120, 5.12"})
    void readsAmountsInTheSmallestUnitOfTheirCurrency(String currency, String minor, String amount) {
        var paid = (Paid) read(SESSION.formatted("checkout.session.completed", "paid", minor, currency));

        assertThat(paid.amount()).isEqualByComparingTo(amount);
    }

    @Test
    void saysOfARefundHowMuchHasGoneBackInAll() {
        assertThat(((Refunded) provider().read(refund(SECRET).body())).isTotal())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"checkout.session.completed, unpaid", "payment_intent.succeeded, paid", "customer.created, paid"})
    void passesOverWhatMovesNoMoneyOrIsToldOfOtherwise(String type, String status) {
        assertThat(read(SESSION.formatted(type, status, "1", "rub"))).isInstanceOf(Irrelevant.class);
    }

    @Test
    void takesPaymentsThatSucceedLater() {
        assertThat(read(SESSION.formatted("checkout.session.async_payment_succeeded", "paid", "1", "rub")))
                .isInstanceOf(Paid.class);
    }
}
