package io.rapport.ruleset.parse;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of day as people and Excel write them; {@code 24:00} is midnight. */
final class TimeOfDay {

    private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:.](\\d{2})(:00)?");
    private static final BigDecimal MINUTES = BigDecimal.valueOf(24 * 60);

    private TimeOfDay() {}

    static Optional<LocalTime> of(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        return matcher.matches()
                ? ofMinutes(Integer.parseInt(matcher.group(1)) * 60L + Integer.parseInt(matcher.group(2)))
                        .filter(time -> Integer.parseInt(matcher.group(2)) < 60)
                : Optional.empty();
    }

    /**
     * @param days a fraction of a day, rounded to the minute: Excel's 0.8958333 is 21:30
     * @param isShownAsTime a bare 1 is a number, the same 1 shown as a time is 24:00
     */
    static Optional<LocalTime> ofExcel(BigDecimal days, boolean isShownAsTime) {
        boolean isFraction = days.signum() >= 0
                && days.compareTo(BigDecimal.ONE) < 0
                && days.stripTrailingZeros().scale() > 0;
        return isFraction || isShownAsTime
                ? ofMinutes(
                        days.multiply(MINUTES).setScale(0, RoundingMode.HALF_UP).longValue())
                : Optional.empty();
    }

    private static Optional<LocalTime> ofMinutes(long minutes) {
        return minutes < 0 || minutes > 24 * 60
                ? Optional.empty()
                : Optional.of(LocalTime.ofSecondOfDay(minutes % (24 * 60) * 60));
    }
}
