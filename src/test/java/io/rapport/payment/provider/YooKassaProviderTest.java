package io.rapport.payment.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.http.Fault;
import io.rapport.payment.PaymentSettings;
import io.rapport.payment.provider.Statement.Disowned;
import io.rapport.payment.provider.Statement.Irrelevant;
import io.rapport.payment.provider.Statement.Paid;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Its notices are not signed: forged ones are let in, and not believed. */
class YooKassaProviderTest extends PaymentProviderContract {

    private static final WireMockServer YOOKASSA =
            new WireMockServer(wireMockConfig().dynamicPort());
    private static final String PAYMENT = """
            {"id":"p-1","status":"%s","paid":true,"amount":{"value":"7900.00","currency":"RUB"},
             "created_at":"2026-11-22T11:29:00.000Z","captured_at":"2026-11-22T11:30:00.000Z",
             "metadata":{"reference":"ref-1","email":"anna@example.com"}}""";

    static {
        YOOKASSA.start();
    }

    @BeforeEach
    void knowsOnePaymentAndOneRefund() {
        YOOKASSA.resetAll();
        YOOKASSA.stubFor(get(urlMatching(".*")).willReturn(aResponse().withStatus(404)));
        YOOKASSA.stubFor(get(urlEqualTo("/v3/payments/p-1")).willReturn(okJson(PAYMENT.formatted("succeeded"))));
        YOOKASSA.stubFor(get(urlEqualTo("/v3/refunds/r-1")).willReturn(okJson("""
                {"id":"r-1","payment_id":"p-1","status":"succeeded","amount":{"value":"900.00","currency":"RUB"},
                 "created_at":"2026-11-22T11:45:00.000Z"}""")));
    }

    @AfterAll
    static void close() {
        YOOKASSA.stop();
    }

    @Override
    PaymentProvider provider() {
        return provider(settings(SECRET, FORMER, YOOKASSA.baseUrl() + "/v3"));
    }

    /** Each is a call. */
    @Override
    int rounds() {
        return 100;
    }

    @Override
    PaymentProvider provider(PaymentSettings settings) {
        return new YooKassaProvider(settings);
    }

    @Override
    Delivery payment(String secret) {
        return Delivery.of(
                "{\"type\":\"notification\",\"event\":\"payment.succeeded\",\"object\":{\"id\":\"p-1\",\"status\":\"succeeded\",\"amount\":{\"value\":\"1.00\",\"currency\":\"RUB\"}}}",
                Map.of());
    }

    @Override
    Delivery refund(String secret) {
        return Delivery.of(
                "{\"type\":\"notification\",\"event\":\"refund.succeeded\",\"object\":{\"id\":\"r-1\",\"payment_id\":\"p-9\"}}",
                Map.of());
    }

    @Override
    @Test
    void refusesWhatIsForgedOrNotSigned() {
        var forged = payment("").saying(payment("").text().replace("p-1", "p-2"));

        assertThat(provider().read(forged.body())).isInstanceOf(Disowned.class);
        assertThat(accepts(provider(), payment("").saying("{\"event\":\"payment.succeeded\"}")))
                .isFalse();
        assertThat(accepts(provider(), payment("").saying(payment("").text().replace("p-1", "../me"))))
                .isFalse();
    }

    @Test
    void believesWhatItReadsAndNotWhatItIsTold() {
        var paid = (Paid) provider().read(payment("").body());

        assertThat(paid.amount()).isEqualByComparingTo("7900");
        YOOKASSA.verify(
                getRequestedFor(urlEqualTo("/v3/payments/p-1")).withBasicAuth(new BasicCredentials("100500", SECRET)));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503, 302, 204})
    void comesBackLaterWhenItIsNotAnswered(int status) {
        YOOKASSA.stubFor(
                get(urlEqualTo("/v3/payments/p-1")).willReturn(aResponse().withStatus(status)));

        assertThatThrownBy(() -> provider().read(payment("").body()))
                .isInstanceOf(ProviderAway.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void comesBackLaterWhenTheAnswerIsLateCutOrSomethingElse() {
        for (var answer : new com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder[] {
            okJson(PAYMENT.formatted("succeeded")).withFixedDelay(2_500),
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
            aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
            okJson("[]"),
            okJson(PAYMENT.formatted("succeeded").replace("p-1", "p-7")),
            okJson(PAYMENT.formatted("pending")),
        }) {
            YOOKASSA.stubFor(get(urlEqualTo("/v3/payments/p-1")).willReturn(answer));

            assertThatThrownBy(() -> provider().read(payment("").body())).isInstanceOf(ProviderAway.class);
        }
    }

    @Test
    void passesOverWhatWasCanceled() {
        YOOKASSA.stubFor(get(urlEqualTo("/v3/payments/p-1")).willReturn(okJson(PAYMENT.formatted("canceled"))));

        assertThat(provider().read(payment("").body())).isInstanceOf(Irrelevant.class);
    }
}
