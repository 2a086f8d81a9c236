package io.rapport.payment.provider;

import io.rapport.payment.PaymentSettings;
import io.rapport.payment.provider.Statement.Payer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Stripe. Payments are taken from Checkout, because only its session carries our reference; refunds from the charge, which says how much
 * of it has gone back in all.
 */
@Component
class StripeProvider implements PaymentProvider {

    /** Amounts are in the smallest unit: mostly hundredths, but these have none. ISK and UGX, which have none either, are told in hundredths. */
    private static final Set<String> WHOLE = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");

    private static final Set<String> THOUSANDTHS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private final TimedSignature signature;

    StripeProvider(PaymentSettings settings) {
        this.signature = new TimedSignature(
                settings.tolerance(),
                settings.stripe().secret(),
                settings.stripe().previousSecret());
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public boolean isAuthentic(byte[] body, Function<String, @Nullable String> header, Instant now) {
        return signature.isOf(body, header.apply("Stripe-Signature"), now);
    }

    @Override
    public String idOf(byte[] body) {
        return Json.object(body)
                .flatMap(event -> Optional.ofNullable(Json.text(event.path("id"))))
                .orElseGet(() -> Json.fingerprint(body));
    }

    @Override
    public Statement read(byte[] body) {
        return Json.object(body)
                .map(StripeProvider::statement)
                .orElseGet(() -> new Statement.Unreadable("no JSON object"));
    }

    private static Statement statement(JsonNode event) {
        JsonNode object = event.path("data").path("object");
        String type = Optional.ofNullable(Json.text(event.path("type"))).orElse("");
        Instant at = seconds(event.path("created"));
        return switch (type) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" -> paid(object, at);
            case "charge.refunded" -> refunded(event, object, at);
            case "" -> new Statement.Unreadable("no type");
            default -> new Statement.Irrelevant(type);
        };
    }

    private static Statement paid(JsonNode session, @Nullable Instant at) {
        String payment = name(session, "payment_intent");
        if (payment == null) {
            return new Statement.Unreadable("a session without an id");
        }
        String status =
                Optional.ofNullable(Json.text(session.path("payment_status"))).orElse("");
        if (!status.equals("paid")) {
            return new Statement.Irrelevant("session " + status);
        }
        JsonNode customer = session.path("customer_details");
        String currency = Json.text(session.path("currency"));
        return new Statement.Paid(
                payment,
                amount(session.path("amount_total"), currency),
                currency,
                at,
                new Payer(
                        Stream.of(
                                        Json.text(session.path("client_reference_id")),
                                        Json.text(session.path("metadata").path("reference")))
                                .flatMap(Stream::ofNullable)
                                .toList(),
                        Json.text(session.path("metadata").path("product")),
                        Json.text(customer.path("phone")),
                        Optional.ofNullable(Json.text(customer.path("email")))
                                .orElse(Json.text(session.path("customer_email")))));
    }

    private static Statement refunded(JsonNode event, JsonNode charge, @Nullable Instant at) {
        String payment = name(charge, "payment_intent");
        String id = Json.text(event.path("id"));
        if (payment == null || id == null) {
            return new Statement.Unreadable("a charge without an id");
        }
        String currency = Json.text(charge.path("currency"));
        return new Statement.Refunded(
                id, payment, amount(charge.path("amount_refunded"), currency), currency, at, true);
    }

    /** What sessions and charges of one payment have in common is its intent; where there is none, their own id has to do. */
    private static @Nullable String name(JsonNode object, String intent) {
        JsonNode expanded = object.path(intent);
        String name = Json.text(expanded.isObject() ? expanded.path("id") : expanded);
        return name == null ? Json.text(object.path("id")) : name;
    }

    private static @Nullable BigDecimal amount(JsonNode minor, @Nullable String currency) {
        BigDecimal units = Json.number(minor);
        if (units == null || currency == null || Math.abs((long) units.scale()) > 20) {
            return units;
        }
        String code = currency.toUpperCase(Locale.ROOT);
        return units.movePointLeft(WHOLE.contains(code) ? 0 : THOUSANDTHS.contains(code) ? 3 : 2);
    }

    private static @Nullable Instant seconds(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() ? Instant.ofEpochSecond(node.intValue()) : null;
    }
}
