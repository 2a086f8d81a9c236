package io.rapport.outbox;

/** What the gate says about one touch at one instant. */
sealed interface Verdict {

    record Allow() implements Verdict {}

    /** @param reason why it must not leave, as it will stand in the touch */
    record Suppress(String reason) implements Verdict {}
}
