package io.rapport.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as rules see it.
 *
 * @param order breaks ties between events of one instant: the later one has the greater order
 */
public record EventFact(String type, Instant at, long order, Map<String, String> attributes) {

    public @Nullable String attribute(String name) {
        return attributes.get(name);
    }

    /** Whole days from this event to the given instant, rounded down; 0 for an event of the future. */
    public long daysBefore(Instant now) {
        return Math.max(0, Duration.between(at, now).toDays());
    }

    public boolean isAfter(EventFact other) {
        int byInstant = at.compareTo(other.at);
        return byInstant > 0 || byInstant == 0 && order > other.order;
    }

    /** For rules written in DRL, which look for bean properties. */
    public String getType() {
        return type;
    }
}
