package io.rapport.engagement;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Consents;
import io.rapport.client.Event;
import io.rapport.client.Events;
import io.rapport.client.Identities;
import io.rapport.client.Identity;
import io.rapport.content.ContentLibrary;
import io.rapport.content.SeenContent;
import io.rapport.fact.Candidates;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Known;
import io.rapport.fact.LibraryCandidates;
import io.rapport.fact.Promises;
import io.rapport.fact.Said;
import io.rapport.outbox.Touches;
import io.rapport.release.LiveRelease;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads all that is kept of a client and makes a fact sheet of it. */
@Component
public class Dossier {

    /** More than anybody's history of a year; keeps one talkative client from slowing everybody. See {@link Events#historyOf}. */
    static final int NEWEST_EVENTS = 1_000;

    static final String NOWHERE = "telegram";

    private final Clients clients;
    private final Consents consents;
    private final Events events;
    private final Identities identities;
    private final Enrolments enrolments;
    private final Touches touches;
    private final ContentLibrary library;
    private final SeenContent seen;
    private final LiveRelease live;
    private final Promises promises;

    Dossier(
            Clients clients,
            Consents consents,
            Events events,
            Identities identities,
            Enrolments enrolments,
            Touches touches,
            ContentLibrary library,
            SeenContent seen,
            LiveRelease live,
            Promises promises) {
        this.clients = clients;
        this.consents = consents;
        this.events = events;
        this.identities = identities;
        this.enrolments = enrolments;
        this.touches = touches;
        this.library = library;
        this.seen = seen;
        this.live = live;
        this.promises = promises;
    }

    /** What is known at the instant; {@code said} must be among the events already. */
    public FactSheet sheet(Client client, String channel, Said said, Instant now) {
        List<Long> id = List.of(client.id());
        List<Event> history = events.historyOf(id, NEWEST_EVENTS).getOrDefault(client.id(), List.of());
        var known = new Known(
                client,
                clients.tags(client.id()).keySet(),
                consents.of(client.id()),
                channel,
                identities.reachable(id).containsKey(client.id()),
                enrolments.of(client.id()).orElse(null),
                touches.pending(id).contains(client.id()),
                promises);
        return FactSheet.of(known, history, said, now);
    }

    /** What is known of somebody who is due by time, on the channel where we would write. */
    public FactSheet quiet(Client client, Instant now) {
        Identity reachable = identities.reachable(List.of(client.id())).get(client.id());
        return sheet(client, reachable == null ? NOWHERE : reachable.channel(), Said.NOTHING, now);
    }

    Promises promises() {
        return promises;
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
