package io.rapport.channel.station;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whoever waits for an acknowledgement goes first: a messenger that waits too long delivers again, while an answer may come a
 * moment later. So stations begin their next piece of work when nobody waits at the door. However many come, the stations of this
 * process may begin one piece after each {@link #PATIENCE}: answers get slower, but never cease.
 */
@Component
public final class RightOfWay {

    static final Duration PATIENCE = Duration.ofMillis(5);

    private final Duration patience;
    /** Fair: stations get their turns in the order in which they asked. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final ReentrantLock door = new ReentrantLock();
    private final Condition free = door.newCondition();
    private volatile int waiting;

    @Autowired
    public RightOfWay() {
        this(PATIENCE);
    }

    RightOfWay(Duration patience) {
        this.patience = patience;
    }

    /** Somebody waits at the door, until this is closed. */
    public Passage enter() {
        door.lock();
        try {
            waiting++;
        } finally {
            door.unlock();
        }
        return this::leave;
    }

    private void leave() {
        door.lock();
        try {
            waiting--;
            if (waiting == 0) {
                free.signal();
            }
        } finally {
            door.unlock();
        }
    }

    /** Waits until nobody is at the door; but not longer than the turn of every other station before, and the patience. */
    void give() throws InterruptedException {
        if (waiting == 0) {
            return;
        }
        turn.lockInterruptibly();
        try {
            awaitFreeDoor();
        } finally {
            turn.unlock();
        }
    }

    private void awaitFreeDoor() throws InterruptedException {
        door.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (waiting > 0 && left > 0) {
                left = free.awaitNanos(left);
            }
        } finally {
            door.unlock();
        }
    }

    /** The time somebody spends at the door. */
    public interface Passage extends AutoCloseable {

        @Override
        void close();
    }
}
