package io.rapport.channel.station;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each key. Keeps the keys used last: a bucket that nobody has asked for long is full again anyway, so that
 * forgetting it changes nothing.
 */
public final class RateLimit {

    private static final int KEYS = 20_000;

    private final long burst;
    private final double perSecond;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > KEYS;
        }
    };

    /** At most {@code burst} at once and {@code perSecond} in the long run; a rate above zero. */
    public RateLimit(long burst, double perSecond) {
        this(burst, perSecond, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimit(long burst, double perSecond, TimeMeter time) {
        if (burst < 1 || perSecond <= 0) {
            throw new IllegalArgumentException("A rate limit of %s per second with a burst of %d lets nothing through"
                    .formatted(perSecond, burst));
        }
        this.burst = burst;
        this.perSecond = perSecond;
        this.time = time;
    }

    /** Takes one turn and returns zero; or takes nothing and returns how long until there is one. */
    public Duration take(String key) {
        var probe = bucket(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    /** Gives back a turn that was not needed after all. */
    public void giveBack(String key) {
        bucket(key).addTokens(1);
    }

    /** Begins anew for this key, with a full bucket. */
    public void forget(String key) {
        synchronized (buckets) {
            buckets.remove(key);
        }
    }

    private Bucket bucket(String key) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(key, k -> newBucket());
        }
    }

    private Bucket newBucket() {
        // Many small refills instead of one a second: the wait that a refusal names is then the true one.
        var period = Duration.ofNanos(Math.max(1, Math.round(1e9 / perSecond)));
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(burst).refillIntervally(1, period))
                .build();
    }
}
