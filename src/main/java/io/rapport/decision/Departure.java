package io.rapport.decision;

import org.jspecify.annotations.Nullable;

/**
 * A touch that wants to leave, as the policy looks at it.
 *
 * @param kind such as {@code PROACTIVE} or {@code REPLY}
 * @param touch its key: a touch that is tried again does not stand in its own way
 * @param window local time in which it may leave, such as {@code 10:00–19:00}; absent means any
 * @param by the row that asked for the window
 */
public record Departure(
        String kind,
        String channel,
        @Nullable String touch,
        @Nullable String window,
        @Nullable RowHit by) {

    public static final String PROACTIVE = "PROACTIVE";

    public static Departure proactive(String channel) {
        return new Departure(PROACTIVE, channel, null, null, null);
    }

    public Departure within(@Nullable String window, @Nullable RowHit by) {
        return new Departure(kind, channel, touch, window, by);
    }
}
