package io.rapport.payment.provider;

import io.rapport.payment.PaymentSettings;
import io.rapport.payment.provider.Statement.Payer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * YooKassa does not sign. So nothing of a notice is believed but the number in it: what has happened is read at YooKassa itself, with our
 * secret.
 */
@Component
class YooKassaProvider implements PaymentProvider {

    private static final String PAID = "payment.succeeded";
    private static final String REFUNDED = "refund.succeeded";

    /** It becomes part of an address. */
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z-]{1,64}");

    private final boolean isConfigured;
    private final YooKassaApi api;

    YooKassaProvider(PaymentSettings settings) {
        this.isConfigured = settings.yookassa().isConfigured();
        this.api = new YooKassaApi(settings.yookassa());
    }

    private record Told(String event, String number) {}

    @Override
    public String name() {
        return "yookassa";
    }

    @Override
    public boolean isSigned() {
        return false;
    }

    /** Whether it could be: anybody may say so, and is then not believed. */
    @Override
    public boolean isAuthentic(byte[] body, Function<String, @Nullable String> header, Instant now) {
        return isConfigured && told(body).isPresent();
    }

    @Override
    public String idOf(byte[] body) {
        return told(body).map(told -> told.event() + ":" + told.number()).orElseGet(() -> Json.fingerprint(body));
    }

    @Override
    public Statement read(byte[] body) {
        Optional<Told> told = told(body);
        if (told.isEmpty()) {
            return new Statement.Unreadable("no event with an object");
        }
        return switch (told.get().event()) {
            case PAID -> api.read("payments", told.get().number(), YooKassaProvider::paid);
            case REFUNDED -> api.read("refunds", told.get().number(), YooKassaProvider::refunded);
            default -> new Statement.Irrelevant(told.get().event());
        };
    }

    private static Optional<Told> told(byte[] body) {
        return Json.object(body).flatMap(notice -> {
            String event = Json.text(notice.path("event"));
            String number = Json.text(notice.path("object").path("id"));
            return event == null || number == null || !NUMBER.matcher(number).matches()
                    ? Optional.empty()
                    : Optional.of(new Told(event, number));
        });
    }

    private static Statement paid(String number, JsonNode payment) {
        Optional<Statement> other = unfinished(payment);
        if (other.isPresent()) {
            return other.get();
        }
        JsonNode metadata = payment.path("metadata");
        Instant at = Json.instant(payment.path("captured_at"));
        return new Statement.Paid(
                number,
                Json.number(payment.path("amount").path("value")),
                Json.text(payment.path("amount").path("currency")),
                at == null ? Json.instant(payment.path("created_at")) : at,
                new Payer(
                        Stream.of(
                                        Json.text(metadata.path("reference")),
                                        Json.text(metadata.path("order_id")),
                                        Json.text(metadata.path("orderNumber")),
                                        Json.text(payment.path("merchant_customer_id")))
                                .flatMap(Stream::ofNullable)
                                .toList(),
                        Json.text(metadata.path("product")),
                        Json.text(metadata.path("phone")),
                        Json.text(metadata.path("email"))));
    }

    private static Statement refunded(String number, JsonNode refund) {
        Optional<Statement> other = unfinished(refund);
        if (other.isPresent()) {
            return other.get();
        }
        String payment = Json.text(refund.path("payment_id"));
        if (payment == null) {
            return new Statement.Unreadable("a refund without a payment");
        }
        return new Statement.Refunded(
                number,
                payment,
                Json.number(refund.path("amount").path("value")),
                Json.text(refund.path("amount").path("currency")),
                Json.instant(refund.path("created_at")),
                false);
    }

    private static Optional<Statement> unfinished(JsonNode object) {
        String status = Optional.ofNullable(Json.text(object.path("status"))).orElse("");
        return switch (status) {
            case "succeeded" -> Optional.empty();
            case "canceled" -> Optional.of(new Statement.Irrelevant("canceled"));
            // Told before it was true, or a lie: a moment later it is known which.
            default -> throw new ProviderAway("YooKassa says '%s', not succeeded".formatted(status));
        };
    }
}
