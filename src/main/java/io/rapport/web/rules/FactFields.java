package io.rapport.web.rules;

import io.rapport.fact.Facts;
import io.rapport.ruleset.schema.FactDefinition;
import io.rapport.web.InvalidField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a client's facts from JSON: each must exist and be of its type; what is left out takes its default. */
record FactFields(Map<String, FactDefinition> definitions) {

    Facts read(Map<String, @Nullable Object> given) {
        var facts = new HashMap<String, Object>();
        definitions.values().stream()
                .filter(fact -> fact.isOfClient() && fact.fallback() != null)
                .forEach(fact -> facts.put(fact.name(), fallback(fact)));
        given.forEach((name, value) -> {
            FactDefinition fact = definitions.get(FactDefinition.CLIENT + "." + name);
            if (fact == null) {
                throw new InvalidField("facts." + name, "is unknown; see rules/schema/facts.yaml");
            }
            if (value == null) {
                facts.remove(name);
            } else {
                facts.put(name, value(fact, value));
            }
        });
        return Facts.of(facts);
    }

    private static Object fallback(FactDefinition fact) {
        String text = String.valueOf(fact.fallback());
        return switch (fact.type()) {
            case INTEGER -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case CODES, TEXTS -> Set.of(text.split(";"));
            case CODE, TEXT, MESSAGE -> text;
            case TIME -> LocalTime.parse(text);
            case DATE -> LocalDate.parse(text);
        };
    }

    private static Object value(FactDefinition fact, Object value) {
        String field = "facts." + fact.name();
        return switch (fact.type()) {
            case INTEGER -> {
                if (value instanceof Integer || value instanceof Long) {
                    yield ((Number) value).longValue();
                }
                throw new InvalidField(field, "must be a whole number");
            }
            case DECIMAL -> {
                if (value instanceof Number && !(value instanceof BigInteger)) {
                    yield new BigDecimal(value.toString());
                }
                throw new InvalidField(field, "must be a number");
            }
            case BOOLEAN -> {
                if (value instanceof Boolean) {
                    yield value;
                }
                throw new InvalidField(field, "must be true or false");
            }
            case CODES, TEXTS -> {
                if (value instanceof Collection<?> codes && codes.stream().allMatch(String.class::isInstance)) {
                    yield Set.copyOf(new LinkedHashSet<>(codes));
                }
                throw new InvalidField(field, "must be a list of codes");
            }
            case TIME, DATE -> throw new InvalidField(field, "is no fact of a client");
            case CODE, TEXT, MESSAGE -> {
                if (value instanceof String) {
                    yield value;
                }
                throw new InvalidField(field, "must be a text");
            }
        };
    }
}
