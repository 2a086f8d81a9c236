package io.rapport.fact;

import io.rapport.client.Client;
import io.rapport.client.Consent;
import io.rapport.client.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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

    /** @param history in the order in which it happened */
    public static FactSheet of(Known known, List<Event> history, Said said, Instant now) {
        List<EventFact> events = events(history);
        var facts = new HashMap<String, Object>(
                History.of(events, now).facts(now, !said.signals().isEmpty()));
        Client client = known.client();
        facts.put("stage", client.stage());
        facts.put("language", client.language());
        facts.put("channel", known.channel());
        facts.put("owner", client.owner().name());
        facts.put("optedOut", client.isOptedOut());
        facts.put("tags", Set.copyOf(new TreeSet<>(known.tags())));
        facts.put(
                "daysKnown",
                Math.max(0, Duration.between(client.createdAt(), now).toDays()));
        facts.put("advertisingConsent", agreed(known, Consent.Purpose.ADVERTISING));
        facts.put("personalDataConsent", agreed(known, Consent.Purpose.PERSONAL_DATA));
        facts.put("answerFound", said.answerFound());
        facts.put("words", Wording.words(said.text()));
        facts.put("asks", Wording.asks(said.text()));
        var signals = new TreeSet<String>();
        said.signals().forEach(signal -> signals.add(signal.type()));
        facts.put("signals", Set.copyOf(signals));
        if (client.source() != null) {
            facts.put("source", client.source());
        }
        if (client.phone() != null || client.email() != null) {
            facts.put("hasContact", true);
        }
        return new FactSheet(client.id(), now, Facts.of(facts), events, said.signals());
    }

    /** The events up to this sheet's instant: what lies in its future does not exist for rules. */
    public List<EventFact> past() {
        return events.stream().filter(event -> !event.at().isAfter(at)).toList();
    }

    /** The same client a moment later, after more has happened. */
    public FactSheet after(List<EventFact> deeds) {
        var all = new ArrayList<>(events);
        all.addAll(deeds);
        var facts = new HashMap<>(History.of(all, at).facts(at, !signals.isEmpty()));
        if (client.is("hasContact")) {
            facts.put("hasContact", true);
        }
        return new FactSheet(clientId, at, client.with(facts), all, signals);
    }

    /** The same sheet for a client who has these tags by now. */
    public FactSheet with(Set<String> tags) {
        return new FactSheet(clientId, at, client.with(Map.of("tags", Set.copyOf(tags))), events, signals);
    }

    private static List<EventFact> events(List<Event> history) {
        var events = new ArrayList<EventFact>(history.size());
        for (Event event : history) {
            Map<String, String> attributes = new HashMap<>();
            event.attributes().forEach((name, value) -> {
                if (value != null) {
                    attributes.put(name, String.valueOf(value));
                }
            });
            events.add(new EventFact(event.type(), event.at(), events.size(), Map.copyOf(attributes)));
        }
        return events;
    }

    private static boolean agreed(Known known, Consent.Purpose purpose) {
        return known.consents().stream().anyMatch(consent -> consent.isValid() && consent.purpose() == purpose);
    }
}
