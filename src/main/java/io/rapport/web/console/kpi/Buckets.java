package io.rapport.web.console.kpi;

import io.rapport.insight.kpi.Cut;
import io.rapport.insight.kpi.Figures;
import io.rapport.insight.kpi.Period;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stretches of time one after the other, those in which nothing happened included: a chart without them would lie. */
final class Buckets {

    private Buckets() {}

    static List<Figures> filled(Map<String, Figures> found, Cut bucket, Period period) {
        var all = new ArrayList<Figures>();
        for (LocalDate day = first(bucket, period.from()); !day.isAfter(period.to()); day = next(bucket, day)) {
            String key = bucket == Cut.MONTH ? YearMonth.from(day).toString() : day.toString();
            all.add(found.getOrDefault(key, Figures.none(key)));
        }
        return all;
    }

    /** Short, to stand under a column: a day as 22.11, a month as a word. */
    static String label(String key, Say say) {
        if (key.length() == "2026-11".length()) {
            return say.shortMonth(YearMonth.parse(key));
        }
        LocalDate day = LocalDate.parse(key);
        return say.text(
                "kpi.axis.day", String.format("%02d", day.getDayOfMonth()), String.format("%02d", day.getMonthValue()));
    }

    private static LocalDate first(Cut bucket, LocalDate from) {
        return switch (bucket) {
            case WEEK -> from.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> from.withDayOfMonth(1);
            default -> from;
        };
    }

    private static LocalDate next(Cut bucket, LocalDate day) {
        return switch (bucket) {
            case WEEK -> day.plusWeeks(1);
            case MONTH -> day.plusMonths(1);
            default -> day.plusDays(1);
        };
    }
}
