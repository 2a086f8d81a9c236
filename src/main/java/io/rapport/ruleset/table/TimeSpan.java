package io.rapport.ruleset.table;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of the day, such as 21:00–09:00; from later than to runs over midnight.
 *
 * @param from inclusive
 * @param to exclusive; midnight is the end of the day
 */
public record TimeSpan(LocalTime from, LocalTime to) {

    private static final Pattern SPAN = Pattern.compile("\\s*(\\d{1,2}):(\\d{2})\\s*[–—-]\\s*(\\d{1,2}):(\\d{2})\\s*");

    /** Reads {@code 10:00–19:00}; empty if it is no span. */
    public static Optional<TimeSpan> parse(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var span = new TimeSpan(time(matcher.group(1), matcher.group(2)), time(matcher.group(3), matcher.group(4)));
            return span.from.equals(span.to) ? Optional.empty() : Optional.of(span);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalTime time(String hour, String minute) {
        return hour.equals("24") && minute.equals("00")
                ? LocalTime.MIDNIGHT
                : LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
    }

    public boolean contains(LocalTime time) {
        boolean isBegun = !time.isBefore(from);
        boolean isOver = !time.isBefore(to);
        return from.isBefore(to) ? isBegun && !isOver : isBegun || !isOver;
    }

    @Override
    public String toString() {
        return from + "–" + (to.equals(LocalTime.MIDNIGHT) ? "24:00" : to);
    }
}
