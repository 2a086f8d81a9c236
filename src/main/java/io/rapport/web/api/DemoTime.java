package io.rapport.web.api;

import java.time.Instant;
import java.time.temporal.TemporalAmount;

/** A clock that newcomers may move forward to see what Rapport does tomorrow. There is none where real clients are served. */
public interface DemoTime {

    Instant now();

    /**
     * What the clock would show after moving forward by so much; changes nothing.
     *
     * @throws IllegalArgumentException as {@link #advance}
     */
    Instant after(TemporalAmount amount);

    /**
     * Moves the clock forward for good.
     *
     * @param amount a duration or period of more than nothing and at most 366 days
     * @return what the clock shows now
     * @throws IllegalArgumentException saying what is wrong with the amount; nothing has changed then
     */
    Instant advance(TemporalAmount amount);
}
