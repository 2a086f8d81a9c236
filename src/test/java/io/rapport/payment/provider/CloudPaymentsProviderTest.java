package io.rapport.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.payment.PaymentSettings;
import io.rapport.payment.provider.Statement.Irrelevant;
import io.rapport.payment.provider.Statement.Paid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudPaymentsProviderTest extends PaymentProviderContract {

    private static final String PAYMENT =
            "TransactionId=p-1&Amount=7900.00&Currency=RUB&DateTime=2026-11-22+11%3a30%3a00&Status=Completed"
                    + "&OperationType=Payment&InvoiceId=ref-1&AccountId=anna&Email=anna%40example.com"
                    + "&Data=%7b%22product%22%3a%22GROUP%22%7d";

    @Override
    PaymentProvider provider(PaymentSettings settings) {
        return new CloudPaymentsProvider(settings);
    }

    @Override
    Delivery payment(String secret) {
        return signed("Content-HMAC", secret, PAYMENT);
    }

    @Override
    Delivery refund(String secret) {
        return signed(
                "Content-HMAC",
                secret,
                "TransactionId=r-1&PaymentTransactionId=p-1&Amount=900.00&DateTime=2026-11-22+11%3a45%3a00&OperationType=Refund&InvoiceId=ref-1");
    }

    private static Delivery signed(String header, String secret, String body) {
        return Delivery.of(body, Map.of(header, Base64.getEncoder().encodeToString(hmac(secret, body))));
    }

    @Test
    void takesTheSignatureUnderItsOtherNameToo() {
        assertThat(accepts(provider(), signed("X-Content-HMAC", SECRET, PAYMENT)))
                .isTrue();
    }

    @Test
    void readsJsonAsItReadsForms() {
        String json = """
                {"TransactionId":891510444,"Amount":7900.00,"Currency":"RUB","DateTime":"2026-11-22 11:30:00","Status":"Completed",
                 "InvoiceId":"ref-1","Data":"{\\"product\\":\\"GROUP\\",\\"phone\\":\\"+79161234567\\"}"}""";
        var paid = (Paid) provider().read(json.getBytes(StandardCharsets.UTF_8));

        assertThat(paid.payment()).isEqualTo("891510444");
        assertThat(paid.payer().product()).isEqualTo("GROUP");
        assertThat(paid.payer().phone()).isEqualTo("+79161234567");
    }

    @Test
    void booksAPaymentInTwoStepsOnlyOnceItIsCompleted() {
        byte[] authorised = PAYMENT.replace("Completed", "Authorized").getBytes(StandardCharsets.UTF_8);

        assertThat(provider().read(authorised)).isInstanceOf(Irrelevant.class);
        assertThat(provider().idOf(authorised))
                .isNotEqualTo(provider().idOf(payment(SECRET).body()));
    }

    @Test
    void answersAsItIsExpectedTo() {
        assertThat(provider().acknowledgement()).isEqualTo("{\"code\":0}");
    }
}
