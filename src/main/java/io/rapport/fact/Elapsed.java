package io.rapport.fact;

import java.time.Duration;
import java.time.Instant;

/**
 * A fact that grows by the passing of time alone: whole units since an instant, never negative.
 *
 * @param unit such as a day of 24 hours
 */
public record Elapsed(Instant since, Duration unit) {

    static final Duration DAY = Duration.ofDays(1);
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration MINUTE = Duration.ofMinutes(1);

    public long at(Instant now) {
        return Math.max(0, Duration.between(since, now).dividedBy(unit));
    }

    /** The first instant at which the fact is as great as this. */
    public Instant reaches(long units) {
        return since.plus(unit.multipliedBy(units));
    }
}
