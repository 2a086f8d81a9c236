package io.rapport.ruleset.horizon;

import io.rapport.fact.EventFact;
import io.rapport.ruleset.stage.Decay;
import io.rapport.ruleset.table.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The points of a stretch of time in which none come, only fade and go, quickly for any second of it: what all events of a row weigh
 * is known once, and fades by one power for all rows of one half-life. In hundredths.
 */
final class Fading {

    private static final double SECONDS_PER_DAY = 86_400;

    private final Instant start;
    private final long profile;
    private final List<Share> shares = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();
    private final double[] left;

    /**
     * What one row brings.
     *
     * @param rate which half-life; -1 for points that stay
     * @param weights of the newest event, the newest two, and so on
     * @param until the second after which each of them no longer counts; never increasing
     */
    private record Share(Row row, double points, int rate, double[] weights, long[] until) {}

    /** @param isNegative whose points count here: of rows that give, or of those that take */
    Fading(Points points, Instant start, boolean isNegative) {
        this.start = start;
        profile = isNegative ? 0 : Points.cents(points.fit(start));
        Map<BigDecimal, Integer> rateOf = new HashMap<>();
        for (Map.Entry<Row, List<EventRows.Match>> entry : points.events().entrySet()) {
            Row row = entry.getKey();
            if (Decay.points(row).signum() < 0 == isNegative) {
                List<EventFact> counted = points.counted(row, start);
                if (!counted.isEmpty()) {
                    shares.add(share(row, counted, entry.getValue(), rateOf));
                }
            }
        }
        left = new double[rates.size()];
    }

    private Share share(
            Row row, List<EventFact> counted, List<EventRows.Match> matches, Map<BigDecimal, Integer> rateOf) {
        Map<EventFact, Window> windows = new HashMap<>();
        matches.forEach(match -> windows.put(match.event(), match.window()));
        var weights = new double[counted.size()];
        var until = new long[counted.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Decay.weight(row, counted.get(i), start);
            weights[i] = sum;
            Instant closes = windows.get(counted.get(i)).closes();
            // Whole seconds are looked at: the last one before it closes.
            until[i] = closes.equals(Instant.MAX)
                    ? Long.MAX_VALUE
                    : java.time.Duration.between(start, closes.minusNanos(1)).toSeconds();
        }
        return new Share(row, Decay.points(row).doubleValue() * 100, rate(row, rateOf), weights, until);
    }

    private int rate(Row row, Map<BigDecimal, Integer> rateOf) {
        @Nullable BigDecimal halfLife = Decay.halfLife(row);
        return halfLife == null
                ? -1
                : rateOf.computeIfAbsent(halfLife, key -> {
                    rates.add(key.doubleValue());
                    return rates.size() - 1;
                });
    }

    boolean isEmpty() {
        return shares.isEmpty();
    }

    /** @param seconds after the start */
    long at(long seconds) {
        for (int i = 0; i < left.length; i++) {
            left[i] = StrictMath.pow(0.5, seconds / SECONDS_PER_DAY / rates.get(i));
        }
        long sum = profile;
        for (Share share : shares) {
            int last = share.until().length - 1;
            while (last >= 0 && share.until()[last] < seconds) {
                last--;
            }
            if (last >= 0) {
                double brought = share.points() * share.weights()[last] * (share.rate() < 0 ? 1 : left[share.rate()]);
                sum += brought < 0 ? -Math.round(-brought) : Math.round(brought);
            }
        }
        return sum;
    }

    /** What it comes to in the end of all days. */
    long inTheEnd() {
        long sum = profile;
        for (Share share : shares) {
            long staying = Arrays.stream(share.until())
                    .filter(until -> until == Long.MAX_VALUE)
                    .count();
            if (share.rate() < 0 && staying > 0) {
                sum += Math.round(share.points() * share.weights()[(int) staying - 1]);
            }
        }
        return sum;
    }

    /** The instants after one second's start and up to its end at which an event is one second older, or no longer counts. */
    void moments(Points points, long second, java.util.SortedSet<Instant> moments) {
        Instant from = start.plusSeconds(second);
        for (Share share : shares) {
            for (EventRows.Match match : points.events().get(share.row())) {
                Instant older =
                        from.plusNanos(Math.floorMod(match.event().at().getNano() - from.getNano(), 1_000_000_000L));
                moments.add(older.equals(from) ? from.plusSeconds(1) : older);
                if (match.window().closes().isAfter(from)
                        && !match.window().closes().isAfter(from.plusSeconds(1))) {
                    moments.add(match.window().closes());
                }
            }
        }
    }
}
