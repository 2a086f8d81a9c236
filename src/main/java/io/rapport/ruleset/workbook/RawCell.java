package io.rapport.ruleset.workbook;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A cell as stored, not as displayed: {@code 100%} is the number 1, and a long number is not rounded for show.
 *
 * @param address such as {@code E7}
 * @param number of a date: the days since 1900 with the time of day as their fraction, as Excel stores it
 * @param text what was written, for texts; what to show in messages, for everything else
 */
public record RawCell(
        String address,
        Kind kind,
        String text,
        @Nullable BigDecimal number,
        @Nullable LocalDate date) {

    public enum Kind {
        BLANK,
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        /** {@code #N/A} and its like. */
        ERROR
    }

    public static RawCell blank(String address) {
        return new RawCell(address, Kind.BLANK, "", null, null);
    }

    public boolean isBlank() {
        return kind == Kind.BLANK;
    }
}
