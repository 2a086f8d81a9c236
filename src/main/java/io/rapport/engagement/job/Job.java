package io.rapport.engagement.job;

import java.time.Instant;
import java.util.Map;

/** Work in slices. Whatever a slice does must be the same when done again: two nodes may be at it at once. */
public interface Job {

    /** Permanent, such as {@code review}. */
    String name();

    /** What it does, in English words. */
    String title();

    Schedule schedule();

    /** Whether it should run although its time has not come. */
    default boolean isWanted(Map<String, Long> lastPosition) {
        return false;
    }

    /**
     * Where a new run begins.
     *
     * @param lastPosition where the last complete run ended; empty if there was none
     */
    Map<String, Long> begin(Map<String, Long> lastPosition);

    /** Does the next slice, in the caller's transaction, which is to be a matter of milliseconds. */
    Step step(Map<String, Long> position, Instant now);

    /** What a run that ended there came to, in English words. */
    String summary(Map<String, Long> position);

    /**
     * How far it has come.
     *
     * @param position also holds what was counted
     * @param state whether there is more to do, at once or after a little rest
     */
    record Step(Map<String, Long> position, State state) {

        public enum State {
            MORE,
            REST,
            DONE
        }

        public static Step more(Map<String, Long> position) {
            return new Step(position, State.MORE);
        }

        public static Step rest(Map<String, Long> position) {
            return new Step(position, State.REST);
        }

        public static Step done(Map<String, Long> position) {
            return new Step(position, State.DONE);
        }
    }
}
