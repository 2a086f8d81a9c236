package io.rapport.web.events;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is told of an event besides its type: as JSON, small and flat enough to be read by rules and people. */
final class Attributes {

    static final int MOST_BYTES = 8 * 1024;
    static final int DEEPEST = 4;

    private static final int MOST_DIGITS = 100;
    private static final BigDecimal MOST_MONEY = new BigDecimal("9999999999.99");

    private Attributes() {}

    static Map<String, @Nullable Object> read(JsonNode node, String type) throws Refused {
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            throw new Refused("attributes", "must be an object");
        }
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        if (node.isObject()) {
            for (var entry : node.properties()) {
                attributes.put(entry.getKey(), value("attributes." + entry.getKey(), entry.getValue(), 1));
            }
        }
        checkSize(node);
        if (attributes.get("value") instanceof Map || attributes.get("value") instanceof List) {
            throw new Refused("attributes.value", "must be a text, a number or true or false: rules compare it");
        }
        if (Money.OF_MONEY.contains(type)) {
            attributes.put("amount", money(attributes.get("amount"), type));
        }
        return attributes;
    }

    private static void checkSize(JsonNode node) throws Refused {
        int bytes = node.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new Refused("attributes", "are %,d bytes; at most %,d are kept".formatted(bytes, MOST_BYTES));
        }
    }

    private static @Nullable Object value(String field, JsonNode node, int depth) throws Refused {
        if (depth > DEEPEST) {
            throw new Refused("attributes", "lie more than %d levels deep".formatted(DEEPEST));
        }
        if (node.isObject()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (var entry : node.properties()) {
                object.put(entry.getKey(), value(field, entry.getValue(), depth + 1));
            }
            return object;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            for (JsonNode one : node) {
                list.add(value(field, one, depth + 1));
            }
            return list;
        }
        return node.isNumber() ? number(field, node) : node.isBoolean() ? node.booleanValue() : text(node);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.asString();
    }

    /** PostgreSQL would refuse the whole batch for one number it cannot hold. */
    private static Number number(String field, JsonNode node) throws Refused {
        BigDecimal number = node.decimalValue();
        if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new Refused(field, "is a number of more than %d digits".formatted(MOST_DIGITS));
        }
        return node.isIntegralNumber() ? node.numberValue() : number;
    }

    private static BigDecimal money(@Nullable Object amount, String type) throws Refused {
        BigDecimal number = amount instanceof Number || amount instanceof String ? decimal(amount.toString()) : null;
        if (number == null || number.signum() <= 0 || number.compareTo(MOST_MONEY) > 0 || number.scale() > 2) {
            throw new Refused(
                    "attributes.amount",
                    "%s needs the amount: a number above 0 with at most two decimals, such as 7900".formatted(type));
        }
        return number;
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            BigDecimal number = text.length() > 40 ? null : new BigDecimal(text.strip());
            return number == null || Math.abs((long) number.scale()) > MOST_DIGITS
                    ? null
                    : number.signum() == 0 ? number : plain(number.stripTrailingZeros());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
