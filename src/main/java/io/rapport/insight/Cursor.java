package io.rapport.insight;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list that is sorted by an instant and then by id, newest first. A page starts after it, so rows that are added
 * meanwhile neither repeat nor hide others.
 *
 * @param kind tells rows of different tables with equal instants and ids apart
 */
public record Cursor(Instant at, int kind, long id) {

    /** Before every row; within what PostgreSQL can keep. */
    public static final Cursor START = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), 9, Long.MAX_VALUE);

    private static final Pattern FORMAT = Pattern.compile("(-?\\d{1,18})_(\\d)_(\\d{1,18})");

    public static Optional<Cursor> parse(String text) {
        Matcher parts = FORMAT.matcher(text);
        return parts.matches()
                ? Optional.of(new Cursor(
                                Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                                Integer.parseInt(parts.group(2)),
                                Long.parseLong(parts.group(3))))
                        .filter(cursor -> !cursor.at.isAfter(START.at)
                                && cursor.at.isAfter(Instant.parse("0001-01-01T00:00:00Z")))
                : Optional.empty();
    }

    /** The place that an address names; the beginning if it names none. */
    public static Cursor at(String text) {
        return parse(text).orElse(START);
    }

    OffsetDateTime atParameter() {
        return at.atOffset(ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + kind + "_" + id;
    }
}
