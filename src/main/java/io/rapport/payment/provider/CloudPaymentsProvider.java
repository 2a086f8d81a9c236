package io.rapport.payment.provider;

import io.rapport.payment.PaymentSettings;
import io.rapport.payment.provider.Statement.Payer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** CloudPayments: notices "pay", "confirm" and "refund", as a form or as JSON. The signature counts for the bytes as they came, under either of its two names. */
@Component
class CloudPaymentsProvider implements PaymentProvider {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int MOST_FIELDS = 200;

    private final Hmac hmac;

    CloudPaymentsProvider(PaymentSettings settings) {
        this.hmac = new Hmac(
                settings.cloudpayments().secret(), settings.cloudpayments().previousSecret());
    }

    @Override
    public String name() {
        return "cloudpayments";
    }

    @Override
    public String acknowledgement() {
        return "{\"code\":0}";
    }

    @Override
    public boolean isAuthentic(byte[] body, Function<String, @Nullable String> header, Instant now) {
        boolean isSigned = accepts(body, header.apply("Content-HMAC"));
        return isSigned | accepts(body, header.apply("X-Content-HMAC"));
    }

    private boolean accepts(byte[] body, @Nullable String signature) {
        try {
            return signature != null
                    && signature.length() <= 100
                    && hmac.accepts(Base64.getDecoder().decode(signature.strip()), body);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A payment in two steps is told of twice under one number: first as authorised, then as completed. */
    @Override
    public String idOf(byte[] body) {
        Map<String, String> fields = fields(body);
        String number = fields.get("TransactionId");
        return number == null
                ? Json.fingerprint(body)
                : "%s:%s:%s"
                        .formatted(
                                fields.containsKey("PaymentTransactionId") ? "refund" : "pay",
                                number,
                                fields.getOrDefault("Status", ""));
    }

    @Override
    public Statement read(byte[] body) {
        Map<String, String> fields = fields(body);
        String number = fields.get("TransactionId");
        if (number == null) {
            return new Statement.Unreadable("no TransactionId");
        }
        String payment = fields.get("PaymentTransactionId");
        if (payment != null) {
            return new Statement.Refunded(
                    number,
                    payment,
                    Json.number(fields.get("Amount")),
                    fields.get("Currency"),
                    instant(fields.get("DateTime")),
                    false);
        }
        String status = fields.getOrDefault("Status", "Completed");
        String operation = fields.getOrDefault("OperationType", "Payment");
        return status.equals("Completed") && operation.equals("Payment")
                ? paid(number, fields)
                : new Statement.Irrelevant(operation + " " + status);
    }

    private static Statement paid(String number, Map<String, String> fields) {
        JsonNode data = Json.object(fields.getOrDefault("Data", "{}"))
                .orElseGet(() -> Json.object("{}").orElseThrow());
        return new Statement.Paid(
                number,
                Json.number(fields.get("Amount")),
                fields.get("Currency"),
                instant(fields.get("DateTime")),
                new Payer(
                        Stream.of(fields.get("InvoiceId"), fields.get("AccountId"), Json.text(data.path("reference")))
                                .flatMap(Stream::ofNullable)
                                .toList(),
                        Json.text(data.path("product")),
                        Json.text(data.path("phone")),
                        fields.get("Email")));
    }

    private static Map<String, String> fields(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        Optional<JsonNode> json = Json.object(body);
        if (json.isPresent()) {
            json.get().properties().forEach(field -> {
                // In JSON the data of the shop are an object, in a form a text with one in it.
                String text = field.getValue().isObject()
                        ? field.getValue().toString()
                        : field.getKey().equals("Data") && field.getValue().isString()
                                ? field.getValue().stringValue()
                                : Json.text(field.getValue());
                if (text != null) {
                    fields.put(field.getKey(), text);
                }
            });
            return fields;
        }
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", MOST_FIELDS)) {
            String[] parts = pair.split("=", 2);
            String value = parts.length == 2 ? decoded(parts[1]) : "";
            String kept = parts[0].equals("Data") ? value : Json.text(value);
            if (kept != null) {
                fields.putIfAbsent(decoded(parts[0]), kept);
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
