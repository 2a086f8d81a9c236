package io.rapport.engagement;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Consents;
import io.rapport.client.Event;
import io.rapport.client.Events;
import io.rapport.content.ContentLibrary;
import io.rapport.content.SeenContent;
import io.rapport.fact.Candidates;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Known;
import io.rapport.fact.LibraryCandidates;
import io.rapport.fact.Said;
import io.rapport.release.LiveRelease;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads all that is kept of a client and makes a fact sheet of it. */
@Component
public class Dossier {

    /** More than anybody's history of a year; keeps one talkative client from slowing everybody. */
    static final int NEWEST_EVENTS = 1_000;

    private final Clients clients;
    private final Consents consents;
    private final Events events;
    private final ContentLibrary library;
    private final SeenContent seen;
    private final LiveRelease live;

    Dossier(
            Clients clients,
            Consents consents,
            Events events,
            ContentLibrary library,
            SeenContent seen,
            LiveRelease live) {
        this.clients = clients;
        this.consents = consents;
        this.events = events;
        this.library = library;
        this.seen = seen;
        this.live = live;
    }

    /** What is known at the instant; {@code said} must be among the events already. */
    public FactSheet sheet(Client client, String channel, Said said, Instant now) {
        List<Event> history = new ArrayList<>(events.latest(client.id(), NEWEST_EVENTS));
        Collections.reverse(history);
        var known = new Known(client, clients.tags(client.id()).keySet(), consents.of(client.id()), channel);
        return FactSheet.of(known, history, said, now);
    }

    /** What may be offered to the client today. */
    public Candidates candidates(long clientId, Instant now) {
        return (facts, types, tags) -> candidates(seen.by(clientId), now).find(facts, types, tags);
    }

    /** What may be offered today to somebody who has seen these items; which day it is, is said by matching.xlsx. */
    public Candidates candidates(Set<String> seenItems, Instant now) {
        LocalDate today = LocalDate.ofInstant(
                now, live.current().rules().tables().table("matching").zone());
        return new LibraryCandidates(library.snapshot().at(today), seenItems, today);
    }
}
