package io.rapport.payment;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code rapport.payments.*}. A provider without its secret does not exist: whatever comes in its name is refused.
 *
 * @param secret of the generic webhook, and the one before it while it is being changed
 * @param linkTemplate where clients pay, such as {@code https://pay.example.com/?ref={reference}&amount={amount}}
 * @param linkDays how long a link is good
 * @param tolerance how old a signature may be, and how far ahead of our clock
 * @param demoPage a page of our own where nothing is really paid; absent: only while Rapport is being tried out
 */
@ConfigurationProperties("rapport.payments")
public record PaymentSettings(
        @DefaultValue("") String secret,
        @DefaultValue("") String previousSecret,
        @DefaultValue("") String linkTemplate,
        @DefaultValue("30") int linkDays,
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue("") String demoPage,
        @DefaultValue Signed stripe,
        @DefaultValue Signed cloudpayments,
        @DefaultValue Shop yookassa) {

    /** A provider that signs what it tells. */
    public record Signed(
            @DefaultValue("") String secret,
            @DefaultValue("") String previousSecret) {

        @Override
        public String toString() {
            return secret.isBlank() ? "no secret" : "a secret";
        }
    }

    /** A provider that is asked again, because it does not sign. */
    public record Shop(
            @DefaultValue("") String shopId,
            @DefaultValue("") String secret,
            @DefaultValue("https://api.yookassa.ru/v3") URI apiUrl,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("10s") Duration readTimeout) {

        public boolean isConfigured() {
            return !shopId.isBlank() && !secret.isBlank();
        }

        @Override
        public String toString() {
            return isConfigured() ? "shop " + shopId + " at " + apiUrl : "no shop";
        }
    }

    /** Without secrets: what is printed must not carry them. */
    @Override
    public String toString() {
        return "Payments by " + (linkTemplate.isBlank() ? "no template" : linkTemplate);
    }
}
