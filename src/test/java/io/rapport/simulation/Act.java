package io.rapport.simulation;

import java.time.Instant;
import java.util.Map;

/** Something that is going to happen in a client's life, of which the house knows nothing yet. */
sealed interface Act {

    Instant at();

    /**
     * The client writes or taps.
     *
     * @param type of the event, such as MESSAGE
     * @param signals what is meant, each with what it tells, or with nothing
     */
    record Says(Instant at, String type, Map<String, String> signals) implements Act {}

    /**
     * Somebody tells the house of an event: a lesson, a payment, a click.
     *
     * @param happened when, which may be long ago
     */
    record Happens(Instant at, String type, Instant happened, Map<String, Object> attributes) implements Act {}

    /** The client agrees to advertising on the site, for all channels or for another one than this. */
    record Agrees(Instant at, boolean isForThisChannel) implements Act {}

    record TakesAgreementBack(Instant at) implements Act {}

    record HumanTakesOver(Instant at) implements Act {}

    record HumanHandsBack(Instant at) implements Act {}

    /** A touch that was decided comes to the gate. */
    record Leaves(Instant at, OnItsWay touch) implements Act {}
}
