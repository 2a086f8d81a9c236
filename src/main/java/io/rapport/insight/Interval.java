package io.rapport.insight;

/**
 * Where a rate, or the difference of two rates, lies with 95 % confidence.
 *
 * @param low the lower end, as a share: 0.02 is two percentage points
 * @param high the upper end
 */
public record Interval(double low, double high) {

    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959964;

    /**
     * Wilson's score interval for a rate.
     *
     * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson 1927</a>
     */
    static Interval ofRate(long hits, long of) {
        if (of == 0) {
            return new Interval(0, 1);
        }
        double rate = (double) hits / of;
        double z2 = Z * Z;
        double middle = (rate + z2 / (2 * of)) / (1 + z2 / of);
        double half = Z / (1 + z2 / of) * Math.sqrt(rate * (1 - rate) / of + z2 / (4.0 * of * of));
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /**
     * Newcombe's hybrid score interval for the difference of two independent rates, the first minus the second. Holds up where the
     * textbook interval does not: small samples and rates near zero, as purchases are.
     *
     * @see <a href="https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I">Newcombe 1998, method 10</a>
     */
    static Interval ofDifference(long hits1, long of1, long hits2, long of2) {
        if (of1 == 0 || of2 == 0) {
            return new Interval(-1, 1);
        }
        double rate1 = (double) hits1 / of1;
        double rate2 = (double) hits2 / of2;
        Interval first = ofRate(hits1, of1);
        Interval second = ofRate(hits2, of2);
        double difference = rate1 - rate2;
        return new Interval(
                difference - Math.hypot(rate1 - first.low, second.high - rate2),
                difference + Math.hypot(first.high - rate1, rate2 - second.low));
    }

    /** Whether zero lies outside: then it is not chance alone, as far as one can say. */
    public boolean isAwayFromZero() {
        return low > 0 || high < 0;
    }
}
