package io.rapport.fact;

import java.time.Instant;
import java.util.List;

/**
 * All that the rules may know of one client at one instant. Immutable and self-contained: the same sheet always leads to the
 * same decision.
 *
 * @param events newest last
 * @param signals what the message that made the client due says; empty when no message did
 */
public record FactSheet(long clientId, Instant at, Facts client, List<EventFact> events, List<SignalFact> signals) {

    public FactSheet {
        events = List.copyOf(events);
        signals = List.copyOf(signals);
    }
}
