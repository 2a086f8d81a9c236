package io.rapport.fact;

import io.rapport.client.Client;
import io.rapport.client.Consent;
import io.rapport.client.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the rules may know of one client at one instant. Immutable and self-contained: the same sheet always leads to the
 * same decision.
 *
 * @param elapsed the client's facts that change by the passing of time alone, by name
 * @param events newest last
 * @param signals what the message that made the client due says; empty when no message did
 */
public record FactSheet(
        long clientId,
        Instant at,
        Facts client,
        Map<String, Elapsed> elapsed,
        List<EventFact> events,
        List<SignalFact> signals) {

    /** Among the channels of a consent: it is limited to none. */
    public static final String ALL_CHANNELS = "ALL";

    /** What is known of somebody who is in a sequence. */
    private static final Set<String> SERIES =
            Set.of("sequence", "sequenceCycle", "nextStep", "hoursInStep", "daysInSequence");

    public FactSheet {
        elapsed = Map.copyOf(elapsed);
        events = List.copyOf(events);
        signals = List.copyOf(signals);
    }

    /** @param history in the order in which it happened */
    public static FactSheet of(Known known, List<Event> history, Said said, Instant now) {
        List<EventFact> events = events(history);
        boolean isDueToMessage = !said.signals().isEmpty();
        History past = History.of(events, now);
        Client client = known.client();
        var elapsed = new HashMap<String, Elapsed>();
        elapsed.put("daysKnown", new Elapsed(client.createdAt(), Elapsed.DAY));
        // Whoever never wrote has been silent from the beginning.
        elapsed.put("daysSilent", new Elapsed(client.createdAt(), Elapsed.DAY));
        elapsed.putAll(past.elapsed(isDueToMessage));
        var facts = new HashMap<String, Object>(past.facts(now, isDueToMessage));
        Enrolment enrolment = known.enrolment();
        if (enrolment != null) {
            elapsed.put("daysInSequence", new Elapsed(enrolment.enrolledAt(), Elapsed.DAY));
            past.since(SeriesPlace.of(enrolment)).tell(facts, elapsed);
        }
        promise(known, past).ifPresent(content -> facts.put("promise", content));
        facts.put("promised", facts.containsKey("promise"));
        facts.put("promiseGiven", isPromiseGiven(past, facts));
        facts.put("touchPending", known.isTouchPending());
        facts.put("reachable", known.isReachable());
        elapsed.forEach((name, since) -> facts.put(name, since.at(now)));
        facts.put("stage", client.stage());
        facts.put("language", client.language());
        facts.put("channel", known.channel());
        facts.put("owner", client.owner().name());
        facts.put("optedOut", client.isOptedOut());
        facts.put("tags", Set.copyOf(new TreeSet<>(known.tags())));
        facts.put("advertisingConsent", agreed(known, Consent.Purpose.ADVERTISING));
        facts.put("advertisingChannels", advertisingChannels(known));
        facts.put("timezone", client.timezone());
        facts.put("zoneKnown", !client.timezoneFrom().equals("DEFAULT"));
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
        facts.put("arms", Set.of());
        facts.put("holdout", false);
        return new FactSheet(client.id(), now, Facts.of(facts), elapsed, events, said.signals());
    }

    /** By the last link that promised something, else by the one that the client came by at first. */
    private static Optional<String> promise(Known known, History past) {
        return Stream.of(past.lastStart(), known.client().source())
                .filter(Objects::nonNull)
                .map(known.promises()::contentOf)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static boolean isPromiseGiven(History past, Map<String, Object> facts) {
        return facts.get("promise") instanceof String content && past.hasReceived(content);
    }

    /** The events up to this sheet's instant: what lies in its future does not exist for rules. */
    public List<EventFact> past() {
        for (EventFact event : events) {
            if (event.at().isAfter(at)) {
                return events.stream().filter(past -> !past.at().isAfter(at)).toList();
            }
        }
        return events;
    }

    /** The same client a moment later, after more has happened. */
    public FactSheet after(List<EventFact> deeds) {
        var all = new ArrayList<>(events);
        all.addAll(deeds);
        History past = History.of(all, at);
        var facts = new HashMap<>(past.facts(at, !signals.isEmpty()));
        var elapsed = new HashMap<>(this.elapsed);
        elapsed.putAll(past.elapsed(!signals.isEmpty()));
        followSeries(past, facts, elapsed);
        elapsed.forEach((name, since) -> facts.put(name, since.at(at)));
        facts.put("promiseGiven", isPromiseGiven(past, client.asMap()));
        if (client.is("hasContact")) {
            facts.put("hasContact", true);
        }
        return new FactSheet(clientId, at, client.with(facts), elapsed, all, signals);
    }

    /** The same client once the message is dealt with: nothing waits for an answer, and silence counts from that message. */
    public FactSheet quiet(List<EventFact> deeds) {
        var all = new ArrayList<>(events);
        all.addAll(deeds);
        return silent(all, at);
    }

    /** The same client at a later instant, if nothing else happens till then. */
    public FactSheet later(Instant now) {
        return silent(events, now);
    }

    private FactSheet silent(List<EventFact> all, Instant now) {
        History past = History.of(all, now);
        var elapsed = new HashMap<>(this.elapsed);
        elapsed.putAll(past.elapsed(false));
        var facts = new HashMap<>(client.asMap());
        facts.keySet().removeAll(List.of("lastQuestion", "lastAction"));
        facts.putAll(past.facts(now, false));
        followSeries(past, facts, elapsed);
        elapsed.forEach((name, since) -> facts.put(name, since.at(now)));
        facts.put("signals", Set.of());
        facts.put("answerFound", false);
        facts.put("promiseGiven", isPromiseGiven(past, facts));
        if (client.is("hasContact")) {
            facts.put("hasContact", true);
        }
        return new FactSheet(clientId, now, Facts.of(facts), elapsed, all, List.of());
    }

    private void followSeries(History past, Map<String, Object> facts, Map<String, Elapsed> elapsed) {
        String sequence = client.text("sequence");
        Elapsed step = elapsed.get("hoursInStep");
        if (sequence != null && step != null) {
            past.since(new SeriesPlace(
                            sequence, client.count("sequenceCycle"), client.count("nextStep") - 1, step.since()))
                    .tell(facts, elapsed);
        }
    }

    /** The same sheet for somebody who has come into this sequence, or is in none. */
    public FactSheet in(@Nullable Enrolment enrolment) {
        var facts = new HashMap<>(client.asMap());
        var elapsed = new HashMap<>(this.elapsed);
        facts.keySet().removeAll(SERIES);
        elapsed.keySet().removeAll(SERIES);
        if (enrolment != null) {
            elapsed.put("daysInSequence", new Elapsed(enrolment.enrolledAt(), Elapsed.DAY));
            SeriesPlace.of(enrolment).tell(facts, elapsed);
            elapsed.forEach((name, since) -> facts.put(name, since.at(at)));
        }
        return new FactSheet(clientId, at, Facts.of(facts), elapsed, events, signals);
    }

    /** The same sheet for a client who has these tags by now. */
    public FactSheet with(Set<String> tags) {
        return knowing(Map.of("tags", Set.copyOf(tags)));
    }

    /** The same sheet with these facts of the client, which win. */
    public FactSheet knowing(Map<String, ?> facts) {
        return new FactSheet(clientId, at, client.with(facts), elapsed, events, signals);
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

    private static Set<String> advertisingChannels(Known known) {
        var channels = new TreeSet<String>();
        for (Consent consent : known.consents()) {
            if (consent.isValid() && consent.purpose() == Consent.Purpose.ADVERTISING) {
                channels.add(consent.channel() == null ? ALL_CHANNELS : consent.channel());
            }
        }
        return Set.copyOf(channels);
    }

    private static boolean agreed(Known known, Consent.Purpose purpose) {
        return known.consents().stream().anyMatch(consent -> consent.isValid() && consent.purpose() == purpose);
    }
}
