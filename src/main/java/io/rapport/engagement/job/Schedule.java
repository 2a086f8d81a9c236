package io.rapport.engagement.job;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * Every day or every week at a time of the house.
 *
 * @param day absent means every day
 */
public record Schedule(@Nullable DayOfWeek day, LocalTime time, ZoneId zone) {

    public static Schedule daily(LocalTime time, ZoneId zone) {
        return new Schedule(null, time, zone);
    }

    public static Schedule weekly(DayOfWeek day, LocalTime time, ZoneId zone) {
        return new Schedule(day, time, zone);
    }

    /** The first time after the given instant. Where the clocks are put forward, the time that does not exist is the one after the gap. */
    Instant after(Instant last) {
        ZonedDateTime from = last.atZone(zone);
        for (var date = from.toLocalDate(); ; date = date.plusDays(1)) {
            var next = day == null ? date : date.with(TemporalAdjusters.nextOrSame(day));
            Instant at = next.atTime(time).atZone(zone).toInstant();
            if (at.isAfter(last)) {
                return at;
            }
        }
    }

    @Override
    public String toString() {
        return (day == null ? "daily" : "weekly, " + day) + " at " + time + " " + zone;
    }
}
