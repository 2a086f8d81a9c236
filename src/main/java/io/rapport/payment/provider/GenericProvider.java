package io.rapport.payment.provider;

import io.rapport.payment.PaymentSettings;
import io.rapport.payment.provider.Statement.Payer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Whoever can sign a line of JSON: a shop, a CRM, a script beside the bank. The README says what it looks like. */
@Component
class GenericProvider implements PaymentProvider {

    private final TimedSignature signature;

    GenericProvider(PaymentSettings settings) {
        this.signature = new TimedSignature(settings.tolerance(), settings.secret(), settings.previousSecret());
    }

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public boolean isAuthentic(byte[] body, Function<String, @Nullable String> header, Instant now) {
        return signature.isOf(body, header.apply("X-Rapport-Signature"), now);
    }

    @Override
    public String idOf(byte[] body) {
        return Json.object(body)
                .flatMap(notice -> Optional.ofNullable(Json.text(notice.path("id"))))
                .orElseGet(() -> Json.fingerprint(body));
    }

    @Override
    public Statement read(byte[] body) {
        return Json.object(body)
                .map(GenericProvider::statement)
                .orElseGet(() -> new Statement.Unreadable("no JSON object"));
    }

    static Statement statement(JsonNode notice) {
        String id = Json.text(notice.path("id"));
        String payment = Json.text(notice.path("paymentId"));
        String type = Json.text(notice.path("type"));
        if (id == null || payment == null || type == null) {
            return new Statement.Unreadable("id, type and paymentId are needed");
        }
        return switch (type) {
            case "payment" ->
                new Statement.Paid(
                        payment,
                        Json.number(notice.path("amount")),
                        Json.text(notice.path("currency")),
                        Json.instant(notice.path("at")),
                        payer(notice));
            case "refund" ->
                new Statement.Refunded(
                        Optional.ofNullable(Json.text(notice.path("refundId"))).orElse(id),
                        payment,
                        Json.number(notice.path("amount")),
                        Json.text(notice.path("currency")),
                        Json.instant(notice.path("at")),
                        false);
            default -> new Statement.Unreadable("type is '%s', but must be payment or refund".formatted(type));
        };
    }

    private static Payer payer(JsonNode notice) {
        return new Payer(
                Stream.ofNullable(Json.text(notice.path("reference"))).toList(),
                Json.text(notice.path("product")),
                Json.text(notice.path("phone")),
                Json.text(notice.path("email")));
    }
}
