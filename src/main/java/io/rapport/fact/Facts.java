package io.rapport.fact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Named values about one subject: a client, an event, a signal, a content item. A value is a {@link String}, {@link Boolean},
 * {@link Long}, {@link java.math.BigDecimal} or a {@code Set<String>}; an unknown fact is absent. Which names exist, and of which
 * type, is said by {@code rules/schema/facts.yaml}, so that a new column needs no new Java.
 */
public final class Facts {

    public static final Facts NONE = new Facts(Map.of());

    private final Map<String, Object> values;

    private Facts(Map<String, Object> values) {
        this.values = values;
    }

    public static Facts of(Map<String, ?> values) {
        return new Facts(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    /** Without a copy: the caller lets go of the map. */
    static Facts wrapping(Map<String, Object> values) {
        return new Facts(Collections.unmodifiableMap(values));
    }

    public @Nullable Object get(String name) {
        return values.get(name);
    }

    public @Nullable String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    public boolean is(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public long count(String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }

    @SuppressWarnings("unchecked")
    public Set<String> codes(String name) {
        return values.get(name) instanceof Set<?> codes ? (Set<String>) codes : Set.of();
    }

    /** These facts and the given ones, which win. */
    public Facts with(Map<String, ?> more) {
        var all = new LinkedHashMap<>(values);
        all.putAll(more);
        return new Facts(Collections.unmodifiableMap(all));
    }

    public Map<String, Object> asMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts facts && values.equals(facts.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
