package io.rapport.channel;

import java.time.Duration;

/**
 * The answer of a channel's rate limits: a turn was taken if the delay is zero, otherwise nothing was taken.
 *
 * @param delay how long until there may be a turn
 * @param everybody whether the whole bot has to wait, or only this person
 */
public record Admission(Duration delay, boolean everybody) {

    public static final Admission NOW = new Admission(Duration.ZERO, false);

    public boolean isGranted() {
        return delay.isZero();
    }
}
