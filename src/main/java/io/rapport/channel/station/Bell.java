package io.rapport.channel.station;

import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Shortens the wait of a station inside this process. Only a hint: whoever misses a ring finds the work at the next poll. Each
 * ring wakes one waiting thread, and one that finds work rings again for the next.
 */
public final class Bell {

    /** Rings nearer to each other than this are one, so that a flood of them needs no memory. */
    private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private final long origin = System.nanoTime();
    private final TreeSet<Long> due = new TreeSet<>();

    public void ring() {
        ringIn(Duration.ZERO);
    }

    /** Rings when the delay is over. */
    public void ringIn(Duration delay) {
        long grains = delay.isZero() ? elapsed() / GRAIN : (elapsed() + delay.toNanos()) / GRAIN + 1;
        lock.lock();
        try {
            due.add(grains * GRAIN);
            earlier.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Rings once the caller's transaction has committed: before that there is nothing to be found. */
    public void ringAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            ring();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ring();
            }
        });
    }

    /** Waits for a ring, but not longer than the timeout. Returns whether it rang. */
    public boolean await(Duration timeout) throws InterruptedException {
        long end = elapsed() + timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = elapsed();
                if (!due.isEmpty() && due.first() <= now) {
                    due.pollFirst();
                    return true;
                }
                if (now >= end) {
                    return false;
                }
                earlier.awaitNanos((due.isEmpty() ? end : Math.min(end, due.first())) - now);
            }
        } finally {
            lock.unlock();
        }
    }

    private long elapsed() {
        return System.nanoTime() - origin;
    }
}
