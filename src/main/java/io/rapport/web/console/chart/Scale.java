package io.rapport.web.console.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A line from the lowest to the highest value, both round numbers, and zero always on it.
 *
 * @param step between two ticks
 */
record Scale(double low, double high, double step) {

    private static final int MOST_TICKS = 5;

    static Scale of(List<Double> values) {
        double low = values.stream()
                .filter(Double::isFinite)
                .mapToDouble(v -> v)
                .min()
                .orElse(0);
        double high = values.stream()
                .filter(Double::isFinite)
                .mapToDouble(v -> v)
                .max()
                .orElse(0);
        low = Math.min(0, low);
        high = Math.max(0, high);
        if (low == high) {
            return new Scale(0, 1, 1);
        }
        double step = round((high - low) / (MOST_TICKS - 1));
        return new Scale(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
    }

    /** The next of 1, 2, 2.5 and 5 times a power of ten. */
    private static double round(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (rough <= factor * power * (1 + 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    List<Double> ticks() {
        var ticks = new ArrayList<Double>();
        long count = Math.round((high - low) / step);
        for (long i = 0; i <= count; i++) {
            double tick = low + i * step;
            ticks.add(Math.abs(tick) < step / 1e6 ? 0 : tick);
        }
        return ticks;
    }

    /** Where a value lies between the ends: 0 at the lowest, 1 at the highest. */
    double share(double value) {
        return (value - low) / (high - low);
    }
}
