package io.rapport.ruleset.stage;

import io.rapport.fact.EventFact;
import io.rapport.ruleset.table.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the events that a row fired for bring at an instant: only so many count, and each weighs less as it ages. */
public final class Decay {

    public static final Comparator<EventFact> NEWEST_FIRST =
            Comparator.comparing(EventFact::at).thenComparing(EventFact::order).reversed();

    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();
    /** Points are kept to the hundredth; a score is the exact sum of what is kept. */
    private static final int SCALE = 2;

    private Decay() {}

    /** Those that count: the newest of each day in the zone, and the newest of all. */
    public static List<EventFact> counted(Row row, List<EventFact> newestFirst, ZoneId zone) {
        int perDay = limit(row, "perDay");
        int total = limit(row, "total");
        Map<LocalDate, Integer> onDay = new HashMap<>();
        var counted = new ArrayList<EventFact>();
        for (EventFact event : newestFirst) {
            LocalDate day = event.at().atZone(zone).toLocalDate();
            if (counted.size() < total && onDay.merge(day, 1, Integer::sum) <= perDay) {
                counted.add(event);
            }
        }
        return counted;
    }

    /** Points to the hundredth. */
    public static BigDecimal brought(Row row, List<EventFact> counted, Instant now) {
        double decayed = 0;
        for (EventFact event : counted) {
            decayed += weight(row, event, now);
        }
        return points(row).multiply(BigDecimal.valueOf(decayed)).setScale(SCALE, RoundingMode.HALF_UP);
    }

    /** What a row brings that knows no age. */
    public static BigDecimal worth(Row row) {
        return points(row).setScale(SCALE, RoundingMode.HALF_UP);
    }

    /** Exponential decay: after one half-life an event weighs half. StrictMath, so that a replay gives the same digits anywhere. */
    public static double weight(Row row, EventFact event, Instant now) {
        return remainder(row, Duration.between(event.at(), now).toSeconds());
    }

    /** What is left of one after so many seconds. */
    public static double remainder(Row row, long seconds) {
        BigDecimal halfLife = halfLife(row);
        return halfLife == null ? 1 : StrictMath.pow(0.5, seconds / SECONDS_PER_DAY / halfLife.doubleValue());
    }

    /** In days; absent means that its points stay. */
    public static @Nullable BigDecimal halfLife(Row row) {
        return row.number("halfLife");
    }

    public static BigDecimal points(Row row) {
        BigDecimal points = row.number("points");
        return points == null ? BigDecimal.ZERO : points;
    }

    private static int limit(Row row, String column) {
        BigDecimal limit = row.number(column);
        return limit == null ? Integer.MAX_VALUE : limit.intValueExact();
    }
}
