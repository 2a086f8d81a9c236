package io.rapport.web.api;

import io.rapport.client.DueClients;
import io.rapport.outbox.Touches;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Lets demo time pass as real time would: whoever becomes due on the way is looked at in that hour, not at the end of the jump, which
 * may lie in the night.
 */
@Component
class TimeLapse {

    /** A long jump over a large base must not keep the caller waiting: what is left of it is jumped over. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration PATIENCE_AT_A_STOP = Duration.ofMillis(1_500);
    private static final long LOOK_AGAIN_MS = 20;
    /** Between one step of the work and the next there is a moment of quiet. */
    private static final int QUIET_LOOKS = 2;
    /** Whoever is due at an instant is due a moment after it, too. */
    private static final Duration JUST_AFTER = Duration.ofMillis(1);

    private final DueClients due;
    private final Touches touches;

    TimeLapse(DueClients due, Touches touches) {
        this.due = due;
        this.touches = touches;
    }

    /** @return what the clock shows in the end */
    Instant pass(DemoTime time, Instant until) throws InterruptedException {
        long start = System.nanoTime();
        // Perhaps in the past: whoever has just been written to is due again at once.
        Optional<Instant> stop = due.nextDue(until);
        while (stop.isPresent() && System.nanoTime() - start < PATIENCE.toNanos()) {
            moveTo(time, stop.get().plus(JUST_AFTER));
            settle(time);
            stop = due.nextDue(until);
        }
        moveTo(time, until);
        return time.now();
    }

    private static void moveTo(DemoTime time, Instant instant) {
        Duration ahead = Duration.between(time.now(), instant);
        if (ahead.compareTo(Duration.ofNanos(1_000)) > 0) {
            time.advance(ahead);
        }
    }

    /** Until everybody who is due has been looked at and what was to be sent has left. */
    private void settle(DemoTime time) throws InterruptedException {
        long start = System.nanoTime();
        int quiet = 0;
        while (quiet < QUIET_LOOKS && System.nanoTime() - start < PATIENCE_AT_A_STOP.toNanos()) {
            quiet = isBusy(time.now()) ? 0 : quiet + 1;
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    private boolean isBusy(Instant now) {
        return due.isAnyDue(now) || touches.isAnyToLeave(now);
    }
}
