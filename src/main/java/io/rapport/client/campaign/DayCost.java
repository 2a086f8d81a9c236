package io.rapport.client.campaign;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a campaign cost on one day of the house's time zone.
 *
 * @param amount not negative, two places
 * @param currency by its ISO code
 */
public record DayCost(String campaign, LocalDate day, BigDecimal amount, String currency) {

    private static final BigDecimal CENTS = BigDecimal.valueOf(100);

    /** An amount for several days, both ends included, in equal parts; the cents that are left over go to the first ones. */
    public static List<DayCost> spread(
            String campaign, LocalDate from, LocalDate to, BigDecimal amount, String currency) {
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        BigDecimal[] parts =
                amount.setScale(2, RoundingMode.HALF_UP).multiply(CENTS).divideAndRemainder(BigDecimal.valueOf(days));
        List<DayCost> costs = new ArrayList<>();
        for (long i = 0; i < days; i++) {
            BigDecimal cents =
                    parts[0].add(BigDecimal.valueOf(i).compareTo(parts[1]) < 0 ? BigDecimal.ONE : BigDecimal.ZERO);
            costs.add(new DayCost(
                    campaign, from.plusDays(i), cents.movePointLeft(2).setScale(2), currency));
        }
        return costs;
    }
}
