package io.rapport.web.console.kpi;

import io.rapport.insight.kpi.Cut;
import io.rapport.insight.kpi.Period;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader picked. An address typed by hand is no reason for an error page: what makes no sense is as if it had not been picked.
 *
 * @param preset how many days up to today the period is; zero for any other
 */
record Picked(Period period, Cut by, int days, int preset) {

    static final List<Integer> PRESETS = List.of(7, 30, 90, 365);
    static final List<Integer> ATTRIBUTION_DAYS = List.of(3, 7, 14, 30, 60);
    private static final int USUAL_PRESET = 30;
    private static final int USUAL_DAYS = 14;
    private static final int MOST_SINGLE_DAYS = 400;

    static Picked of(
            @Nullable String from, @Nullable String to, @Nullable String by, @Nullable String days, LocalDate today) {
        Period period = period(from, to, today);
        Cut cut = by == null ? Cut.SOURCE : Cut.of(by).orElse(Cut.SOURCE);
        if (cut == Cut.DAY && period.days() > MOST_SINGLE_DAYS) {
            cut = Cut.WEEK;
        }
        int attribution = ATTRIBUTION_DAYS.stream()
                .filter(offered -> offered.toString().equals(days))
                .findFirst()
                .orElse(USUAL_DAYS);
        int preset = period.to().equals(today) && PRESETS.contains((int) period.days()) ? (int) period.days() : 0;
        return new Picked(period, cut, attribution, preset);
    }

    private static Period period(@Nullable String from, @Nullable String to, LocalDate today) {
        Period usual = Period.lastDays(USUAL_PRESET, today);
        LocalDate last = day(to, usual.to());
        LocalDate first = day(from, last.minusDays(USUAL_PRESET - 1L));
        if (last.isBefore(first)) {
            return usual;
        }
        var period = new Period(first, last);
        return period.days() > Period.MOST_DAYS ? usual : period;
    }

    private static LocalDate day(@Nullable String text, LocalDate otherwise) {
        try {
            LocalDate day = text == null ? otherwise : LocalDate.parse(text);
            return day.getYear() < 1990 || day.getYear() > 2199 ? otherwise : day;
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    /** What stretch of time one column of a chart stands for, so that there are neither too many nor too few. */
    Cut bucket() {
        if (period.days() <= 31) {
            return Cut.DAY;
        }
        return period.days() <= 200 ? Cut.WEEK : Cut.MONTH;
    }
}
