package io.rapport.insight.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one part of a report came to; the formulas are those of this package.
 *
 * @param key of the part: a day, a Monday, a month, or the code of whatever the parts are told apart by
 * @param leads clients created, or for parts of touches clients reached
 * @param converted those of them who have become customers by now
 * @param sales customers won
 * @param cycleMedian in days; absent without a sale
 * @param cycleP90 in days; absent without a sale
 * @param delivered proactive touches that arrived
 * @param answered those of them that were answered within 72 hours
 */
public record Figures(
        String key,
        long leads,
        long converted,
        long sales,
        @Nullable Double cycleMedian,
        @Nullable Double cycleP90,
        long delivered,
        long answered,
        List<Money> money,
        List<Cost> costs) {

    /** Fewer clients or touches than this say little about a share. */
    public static final int ENOUGH = 30;

    /** Fewer customers than this say little about a median or a mean. */
    public static final int ENOUGH_SALES = 10;

    /**
     * What was paid in one currency.
     *
     * @param revenue of the period, less what was paid back
     * @param purchases behind the revenue
     * @param lifetime what the customers won have paid altogether, less what was paid back
     * @param customers those of them who paid in this currency
     */
    public record Money(String currency, BigDecimal revenue, long purchases, BigDecimal lifetime, long customers) {

        public @Nullable BigDecimal ltv() {
            return per(lifetime, customers);
        }
    }

    /**
     * What campaigns cost in one currency.
     *
     * @param leads who came from campaigns with such a cost
     * @param sales those of them who have become customers by now
     */
    public record Cost(String currency, BigDecimal amount, long leads, long sales) {

        public @Nullable BigDecimal perLead() {
            return per(amount, leads);
        }

        public @Nullable BigDecimal perSale() {
            return per(amount, sales);
        }
    }

    public static Figures none(String key) {
        return new Figures(key, 0, 0, 0, null, null, 0, 0, List.of(), List.of());
    }

    Figures withLeads(long leads, long converted) {
        return new Figures(key, leads, converted, sales, cycleMedian, cycleP90, delivered, answered, money, costs);
    }

    Figures withSales(long sales, @Nullable Double median, @Nullable Double p90) {
        return new Figures(key, leads, converted, sales, median, p90, delivered, answered, money, costs);
    }

    Figures withReplies(long delivered, long answered) {
        return new Figures(key, leads, converted, sales, cycleMedian, cycleP90, delivered, answered, money, costs);
    }

    Figures withMoney(List<Money> money) {
        return new Figures(key, leads, converted, sales, cycleMedian, cycleP90, delivered, answered, money, costs);
    }

    Figures withCosts(List<Cost> costs) {
        return new Figures(key, leads, converted, sales, cycleMedian, cycleP90, delivered, answered, money, costs);
    }

    public @Nullable Double conversion() {
        return leads == 0 ? null : (double) converted / leads;
    }

    public @Nullable Double engagement() {
        return delivered == 0 ? null : (double) answered / delivered;
    }

    /** What there is in a currency, which may be nothing. */
    public Money in(String currency) {
        return money.stream()
                .filter(m -> m.currency().equals(currency))
                .findFirst()
                .orElse(new Money(currency, BigDecimal.ZERO, 0, BigDecimal.ZERO, 0));
    }

    public @Nullable Cost costIn(String currency) {
        return costs.stream()
                .filter(cost -> cost.currency().equals(currency))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable BigDecimal per(BigDecimal sum, long of) {
        return of == 0 ? null : sum.divide(BigDecimal.valueOf(of), 2, RoundingMode.HALF_UP);
    }
}
