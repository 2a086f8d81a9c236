package io.rapport.channel.station;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A few threads that do one kind of work as long as there is any, and otherwise wait for the bell or the next poll. A failure
 * (the database is away) is logged once, not at every try; the threads slow down and go on when it is over.
 */
public final class Station implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Station.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Long enough for a send that has begun; whatever is cut off is found again by its lease. */
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final String name;
    private final int threads;
    private final Duration poll;
    private final Bell bell;
    private final RightOfWay rightOfWay;
    private final BooleanSupplier work;
    private final AtomicBoolean troubled = new AtomicBoolean();
    private volatile @Nullable ExecutorService pool;

    /**
     * @param threads none if this node leaves the work to others
     * @param poll how long to wait at most when there was nothing to do
     * @param work does one piece of work and says whether there was any
     */
    public Station(String name, int threads, Duration poll, Bell bell, RightOfWay rightOfWay, BooleanSupplier work) {
        this.name = name;
        this.threads = threads;
        this.poll = poll;
        this.bell = bell;
        this.rightOfWay = rightOfWay;
        this.work = work;
    }

    @Override
    public synchronized void start() {
        if (pool != null || threads == 0) {
            return;
        }
        var count = new AtomicInteger();
        var started = Executors.newFixedThreadPool(
                threads, runnable -> new Thread(runnable, name + "-" + count.incrementAndGet()));
        pool = started;
        for (int i = 0; i < threads; i++) {
            started.execute(() -> run(started));
        }
    }

    private void run(ExecutorService mine) {
        Duration pause = FIRST_PAUSE;
        while (!mine.isShutdown()) {
            try {
                rightOfWay.give();
                boolean found = work.getAsBoolean();
                if (troubled.compareAndSet(true, false)) {
                    LOG.info("{}: working again", name);
                }
                pause = FIRST_PAUSE;
                if (!found) {
                    bell.await(poll);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                complain(e);
                if (!rest(pause)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void complain(RuntimeException e) {
        if (troubled.compareAndSet(false, true)) {
            LOG.warn("{}: not working for now, trying on: {}", name, e.toString());
        }
        LOG.debug("{}: failed", name, e);
    }

    private boolean rest(Duration pause) {
        try {
            // Not the bell: while the database is away, new work must not wear it out.
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public synchronized void stop() {
        ExecutorService running = pool;
        if (running == null) {
            return;
        }
        running.shutdown();
        for (int i = 0; i < threads; i++) {
            bell.ringIn(Duration.ofMillis(i * 10L));
        }
        try {
            if (!running.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
        pool = null;
    }

    @Override
    public boolean isRunning() {
        return pool != null;
    }
}
