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

    public static final Facts NONE = new Facts(Map.of(), Map.of());

    private final Map<String, Object> values;
    /** What is known besides, since: few facts over many that stay as they are, so that these need not be copied. */
    private final Map<String, Object> newer;

    private Facts(Map<String, Object> values, Map<String, Object> newer) {
        this.values = values;
        this.newer = newer;
    }

    public static Facts of(Map<String, ?> values) {
        return wrapping(new LinkedHashMap<>(values));
    }

    /** Without a copy: the caller lets go of the map. */
    static Facts wrapping(Map<String, Object> values) {
        return new Facts(values, Map.of());
    }

    public @Nullable Object get(String name) {
        Object value = newer.get(name);
        return value == null ? values.get(name) : value;
    }

    public @Nullable String text(String name) {
        return get(name) instanceof String text ? text : null;
    }

    public boolean is(String name) {
        return Boolean.TRUE.equals(get(name));
    }

    public long count(String name) {
        return get(name) instanceof Number number ? number.longValue() : 0;
    }

    @SuppressWarnings("unchecked")
    public Set<String> codes(String name) {
        return get(name) instanceof Set<?> codes ? (Set<String>) codes : Set.of();
    }

    /** These facts and the given ones, which win. */
    public Facts with(Map<String, ?> more) {
        var all = new LinkedHashMap<>(newer);
        all.putAll(more);
        return new Facts(values, all);
    }

    public Map<String, Object> asMap() {
        if (newer.isEmpty()) {
            return Collections.unmodifiableMap(values);
        }
        var all = new LinkedHashMap<>(values);
        all.putAll(newer);
        return Collections.unmodifiableMap(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts facts && asMap().equals(facts.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
