package io.rapport.web.events;

import io.rapport.client.Payment;
import io.rapport.fact.Deeds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the attributes of PURCHASED and REFUNDED say of the money; rules read the event, reports the purchase. */
final class Money {

    static final Set<String> OF_MONEY = Set.of(Deeds.PURCHASED, Deeds.REFUNDED);

    private static final String CURRENCY = "RUB";
    private static final String PROVIDER = "api";
    /** What was sold, where nobody says. */
    private static final String SOMETHING = "OTHER";

    private static final int LONGEST = 200;

    private Money() {}

    static @Nullable Payment of(String type, Map<String, @Nullable Object> attributes) throws Refused {
        if (!OF_MONEY.contains(type) || !(attributes.get("amount") instanceof BigDecimal amount)) {
            return null;
        }
        String product = text("value", attributes);
        String provider = or(text("provider", attributes), PROVIDER);
        String external = text("externalId", attributes);
        return type.equals(Deeds.REFUNDED)
                ? new Payment.Refunded(amount, product, provider, external)
                : new Payment.Paid(or(product, SOMETHING), amount, currency(attributes), provider, external);
    }

    private static String currency(Map<String, @Nullable Object> attributes) throws Refused {
        String currency = or(text("currency", attributes), CURRENCY).toUpperCase(Locale.ROOT);
        if (!currency.matches("[A-Z]{3}")) {
            throw new Refused("attributes.currency", "must be a code of three letters, such as RUB");
        }
        return currency;
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static @Nullable String text(String name, Map<String, @Nullable Object> attributes) throws Refused {
        Object value = attributes.get(name);
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        if (value instanceof Map || value instanceof List || value.toString().length() > LONGEST) {
            throw new Refused("attributes." + name, "must be a text of at most %d characters".formatted(LONGEST));
        }
        return value.toString().strip();
    }
}
