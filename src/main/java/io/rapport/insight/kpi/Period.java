package io.rapport.insight.kpi;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Days of the house's zone.
 *
 * @param from the first day
 * @param to the last day, included
 */
public record Period(LocalDate from, LocalDate to) {

    /** As many days as make a period that nobody takes for a slip of the finger. */
    public static final int MOST_DAYS = 3_660;

    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A period ends after it begins: " + from + " – " + to);
        }
    }

    public static Period lastDays(int days, LocalDate today) {
        return new Period(today.minusDays(days - 1L), today);
    }

    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** As long as this one, and just before it. */
    public Period before() {
        return new Period(from.minusDays(days()), from.minusDays(1));
    }

    public OffsetDateTime begin(ZoneId zone) {
        return from.atStartOfDay(zone).toOffsetDateTime();
    }

    /** Exclusive. */
    public OffsetDateTime end(ZoneId zone) {
        return to.plusDays(1).atStartOfDay(zone).toOffsetDateTime();
    }
}
