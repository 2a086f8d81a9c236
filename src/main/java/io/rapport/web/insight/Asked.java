package io.rapport.web.insight;

import io.rapport.insight.kpi.Cut;
import io.rapport.insight.kpi.Period;
import io.rapport.web.InvalidField;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What callers ask for, checked: periods, cuts and how far back a purchase is credited. */
@Component
class Asked {

    /** As far back as the last touch before a purchase may lie unless told otherwise. */
    static final String ATTRIBUTION_DAYS = "14";

    private static final int USUAL_DAYS = 30;
    private static final int LONGEST_ATTRIBUTION = 365;
    private static final int MOST_DAYS_ONE_BY_ONE = 400;
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    private final Clock clock;
    private final ZoneId zone;

    Asked(Clock clock, @Value("${rapport.zone:Europe/Moscow}") ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    Period period(@Nullable String from, @Nullable String to) {
        LocalDate last = to == null ? LocalDate.ofInstant(clock.instant(), zone) : day("to", to);
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1L) : day("from", from);
        if (last.isBefore(first)) {
            throw new InvalidField("from", "must not be after to; both days are included");
        }
        var period = new Period(first, last);
        if (period.days() > Period.MOST_DAYS) {
            throw new InvalidField("from", "a period has at most %d days".formatted(Period.MOST_DAYS));
        }
        return period;
    }

    Cut cut(@Nullable String by, Period period) {
        if (by == null) {
            return Cut.TOTAL;
        }
        Cut cut = Cut.of(by)
                .orElseThrow(() -> new InvalidField(
                        "by",
                        "must be one of " + Cut.OFFERED.stream().map(Cut::word).collect(Collectors.joining(", "))));
        if (cut == Cut.DAY && period.days() > MOST_DAYS_ONE_BY_ONE) {
            throw new InvalidField("by", "day is for periods of at most %d days".formatted(MOST_DAYS_ONE_BY_ONE));
        }
        return cut;
    }

    int attributionDays(String days) {
        try {
            int number = Integer.parseInt(days);
            if (number >= 1 && number <= LONGEST_ATTRIBUTION) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new InvalidField("attributionDays", "must be a whole number from 1 to " + LONGEST_ATTRIBUTION);
    }

    private static LocalDate day(String field, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
                return day;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new InvalidField(field, "must be a day such as 2026-11-22, from %s to %s".formatted(EARLIEST, LATEST));
    }
}
