package io.rapport.ruleset.stage;

import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where rows of a policy can change their mind by the passing of time alone: read from their cells.
 *
 * @param timesOfDay where a span of the day begins or ends; midnight for weekdays and dates
 * @param hours since the client wrote at which a row begins or ceases to hold
 * @param days on which a row becomes valid, or is no more
 */
record TurningPoints(Set<LocalTime> timesOfDay, Set<Long> hours, Set<Instant> days) {

    private static final List<Duration> WINDOWS = List.of(Moments.DAY, Moments.WEEK, Moments.MONTH);

    /** @param rows that can hold at all */
    static TurningPoints of(List<Row> rows, ZoneId zone) {
        var points = new TurningPoints(new HashSet<>(), new HashSet<>(), new HashSet<>());
        for (Row row : rows) {
            row.conditions().forEach(points::add);
            if (row.validFrom() != null) {
                points.days.add(row.validFrom().atStartOfDay(zone).toInstant());
            }
            if (row.validTo() != null) {
                points.days.add(row.validTo().plusDays(1).atStartOfDay(zone).toInstant());
            }
        }
        return points;
    }

    static boolean isOfHourOrDay(Condition condition) {
        return switch (condition.fact().key()) {
            case "touch.localTime", "touch.weekday", "touch.day" -> true;
            default -> false;
        };
    }

    private void add(Condition condition) {
        if (condition instanceof Condition.Within within) {
            add(within.span());
        } else if (isOfHourOrDay(condition)) {
            timesOfDay.add(LocalTime.MIDNIGHT);
        } else if (condition.fact().name().equals("hoursSinceWrote")) {
            if (condition instanceof Condition.AtLeast least) {
                hours.add(least.bound().longValue());
            } else if (condition instanceof Condition.AtMost most) {
                hours.add(most.bound().longValue() + 1);
            }
        }
    }

    private void add(TimeSpan span) {
        timesOfDay.add(span.from());
        timesOfDay.add(span.to());
    }

    /** For one touch to one client. */
    Turns after(Instant now, Moments moment) {
        var single = new TreeSet<>(days);
        for (Instant send : moment.traffic().sends()) {
            WINDOWS.forEach(window -> single.add(send.plus(window)));
        }
        Instant heardAt = moment.traffic().heardAt();
        if (heardAt != null) {
            hours.forEach(hour -> single.add(heardAt.plus(Duration.ofHours(hour))));
        }
        var times = new HashSet<>(timesOfDay);
        if (moment.window() != null) {
            times.add(moment.window().from());
            times.add(moment.window().to());
        }
        return new Turns(times, moment.zones(), new TreeSet<>(single.tailSet(now, false)));
    }
}
