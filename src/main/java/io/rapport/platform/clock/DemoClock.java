package io.rapport.platform.clock;

import io.rapport.engagement.ClockAdvanced;
import io.rapport.web.api.DemoTime;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs as fast as every clock, and can be moved forward. How far it is ahead is kept, so that a restart does not go back in time. */
final class DemoClock extends Clock implements DemoTime {

    private static final Duration LONGEST_STEP = Duration.ofDays(366);
    private static final Duration FARTHEST = Duration.ofDays(20 * 366);

    private final Clock system;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private volatile Duration ahead;

    DemoClock(Clock system, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.system = system;
        this.jdbc = jdbc;
        this.events = events;
        this.ahead = kept();
    }

    @Override
    public Instant now() {
        return instant();
    }

    @Override
    public Instant instant() {
        return system.instant().plus(ahead);
    }

    @Override
    public Instant after(TemporalAmount amount) {
        return system.instant().plus(further(amount));
    }

    private Duration further(TemporalAmount amount) {
        var further = ahead.plus(lengthOf(amount));
        if (further.compareTo(FARTHEST) > 0) {
            throw new IllegalArgumentException("would move the clock more than 20 years ahead");
        }
        return further;
    }

    @Override
    public Instant advance(TemporalAmount amount) {
        Instant now;
        synchronized (this) {
            var further = further(amount);
            keep(further);
            ahead = further;
            now = instant();
        }
        events.publishEvent(new ClockAdvanced(now));
        return now;
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return DemoClock.this.withZone(other);
            }

            @Override
            public Instant instant() {
                return DemoClock.this.instant();
            }
        };
    }

    /** A month is as long as the one that begins now. */
    private Duration lengthOf(TemporalAmount amount) {
        var now = instant().atOffset(ZoneOffset.UTC);
        Duration length;
        try {
            length = Duration.between(now, now.plus(amount)).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("is longer than 366 days", e);
        }
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("must be more than nothing: the clock only moves forward");
        }
        if (length.compareTo(LONGEST_STEP) > 0) {
            throw new IllegalArgumentException("is longer than 366 days");
        }
        return length;
    }

    private Duration kept() {
        return jdbc.sql("select extract(epoch from shift) from demo_clock")
                .query(BigDecimal.class)
                .optional()
                .map(seconds -> Duration.of(seconds.movePointRight(6).longValue(), ChronoUnit.MICROS))
                .orElse(Duration.ZERO);
    }

    private void keep(Duration shift) {
        jdbc.sql("""
                insert into demo_clock (shift) values (:micros * interval '1 microsecond')
                on conflict (id) do update set shift = excluded.shift
                """).param("micros", shift.toNanos() / 1000).update();
    }
}
