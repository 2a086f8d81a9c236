package io.rapport.ruleset.table;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Single values that analysts set: limits, floors, counts. */
public record Settings(Map<String, Object> values) {

    public int integer(String key) {
        return number(key).intValueExact();
    }

    @SuppressWarnings("unchecked")
    public Set<ZoneId> zones(String key) {
        return (Set<ZoneId>) values.getOrDefault(key, Set.of());
    }

    /** A setting that rules of an older release need not have. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key)).map(String::valueOf);
    }

    public String text(String key) {
        if (values.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("No text setting " + key + " among " + values.keySet());
    }

    /** @throws IllegalArgumentException if the schema has no such setting, which is a developer's mistake */
    public BigDecimal number(String key) {
        if (values.get(key) instanceof BigDecimal number) {
            return number;
        }
        throw new IllegalArgumentException("No numeric setting " + key + " among " + values.keySet());
    }
}
