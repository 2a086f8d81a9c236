package io.rapport.bench;

import java.util.Arrays;

/** What was measured, in nanoseconds; safe for many threads while there is room. */
final class Latencies {

    private final long[] nanos;
    private final java.util.concurrent.atomic.AtomicInteger count = new java.util.concurrent.atomic.AtomicInteger();

    Latencies(int atMost) {
        nanos = new long[atMost];
    }

    void add(long measured) {
        int place = count.getAndIncrement();
        if (place < nanos.length) {
            nanos[place] = measured;
        }
    }

    int count() {
        return Math.min(count.get(), nanos.length);
    }

    @Override
    public String toString() {
        long[] sorted = Arrays.copyOf(nanos, count());
        Arrays.sort(sorted);
        return sorted.length == 0
                ? "nothing"
                : "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms"
                        .formatted(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)] / 1e6;
    }
}
