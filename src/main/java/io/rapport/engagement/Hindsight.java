package io.rapport.engagement;

import io.rapport.client.Client;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.Event;
import io.rapport.client.EventTypes;
import io.rapport.client.Events;
import io.rapport.client.Owner;
import io.rapport.content.SeenContent;
import io.rapport.fact.Deeds;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Known;
import io.rapport.fact.Said;
import io.rapport.journal.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The time machine backwards: what was known of a client at an instant of the past, and nothing that came later. */
@Component
public class Hindsight {

    private final Consents consents;
    private final Events events;
    private final Journal journal;
    private final SeenContent seen;

    Hindsight(Consents consents, Events events, Journal journal, SeenContent seen) {
        this.consents = consents;
        this.events = events;
        this.journal = journal;
        this.seen = seen;
    }

    Set<String> seen(long clientId) {
        return seen.by(clientId);
    }

    /** The materials that had been handed over by then. */
    public Set<String> seen(FactSheet sheet) {
        return sheet.past().stream()
                .filter(event -> event.type().equals(Deeds.CONTENT_SENT))
                .map(event -> String.valueOf(event.attribute("value")))
                .collect(Collectors.toSet());
    }

    /**
     * What was known then: events up to it, stage and tags as the last decision before it left them, consents, opt-out and owner as they
     * stood. Not kept are the sequences that have ended since, and former names, phones and languages.
     */
    public FactSheet sheet(Client client, String channel, Instant at) {
        List<Event> past = events.since(client.id(), Instant.EPOCH).stream()
                .filter(event -> !event.at().isAfter(at))
                .toList();
        Journal.Left left = journal.leftBy(client.id(), at).orElse(new Journal.Left("NEW", Set.of()));
        List<Consent> given = consents.of(client.id()).stream()
                .filter(consent -> !consent.givenAt().isAfter(at))
                .filter(consent ->
                        consent.withdrawnAt() == null || consent.withdrawnAt().isAfter(at))
                .map(consent -> new Consent(
                        consent.id(),
                        consent.clientId(),
                        consent.purpose(),
                        consent.channel(),
                        consent.textVersion(),
                        consent.source(),
                        consent.proof(),
                        consent.givenAt(),
                        null))
                .toList();
        return FactSheet.of(
                new Known(then(client, left.stage(), past), left.tags(), given, channel), past, Said.NOTHING, at);
    }

    private static Client then(Client client, String stage, List<Event> past) {
        Instant optedOut = last(past, EventTypes.OPTED_OUT, EventTypes.OPTED_IN);
        Instant handedOff = last(past, EventTypes.HANDED_OFF, EventTypes.RETURNED_TO_BOT);
        return new Client(
                client.id(),
                client.createdAt(),
                client.name(),
                client.phone(),
                client.email(),
                stage,
                client.scoreFit(),
                client.scoreEngagement(),
                client.band(),
                client.language(),
                client.timezone(),
                client.timezoneFrom(),
                client.source(),
                handedOff == null ? Owner.BOT : Owner.HUMAN,
                handedOff,
                null,
                optedOut,
                client.lastMessageAt(),
                null);
    }

    /** When the one happened, unless the other took it back. */
    private static @Nullable Instant last(List<Event> past, String type, String undone) {
        Instant at = null;
        for (Event event : past) {
            if (event.type().equals(type)) {
                at = event.at();
            } else if (event.type().equals(undone)) {
                at = null;
            }
        }
        return at;
    }
}
