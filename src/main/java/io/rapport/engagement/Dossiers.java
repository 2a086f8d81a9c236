package io.rapport.engagement;

import io.rapport.client.Client;
import io.rapport.client.Consents;
import io.rapport.client.Events;
import io.rapport.client.Identities;
import io.rapport.client.TagChanges;
import io.rapport.content.SeenContent;
import io.rapport.fact.Candidates;
import io.rapport.fact.Enrolment;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Known;
import io.rapport.fact.Said;
import io.rapport.outbox.Touches;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The {@link Dossier} of many clients at once, read by one statement of each kind however many they are. */
@Component
public class Dossiers {

    private final Events events;
    private final TagChanges tags;
    private final Consents consents;
    private final Identities identities;
    private final SeenContent seen;
    private final Enrolments enrolments;
    private final Touches touches;
    private final Dossier dossier;

    Dossiers(
            Events events,
            TagChanges tags,
            Consents consents,
            Identities identities,
            SeenContent seen,
            Enrolments enrolments,
            Touches touches,
            Dossier dossier) {
        this.events = events;
        this.tags = tags;
        this.consents = consents;
        this.identities = identities;
        this.seen = seen;
        this.enrolments = enrolments;
        this.touches = touches;
        this.dossier = dossier;
    }

    /**
     * What the rules get to see of one client that no message made due.
     *
     * @param enrolment the sequence the client is in, if any
     */
    public record File(
            Client client,
            FactSheet sheet,
            Candidates candidates,
            @Nullable Enrolment enrolment) {}

    /** In the order of the clients. */
    public List<File> of(List<Client> clients, Instant now) {
        List<Long> ids = clients.stream().map(Client::id).toList();
        var histories = events.historyOf(ids, Dossier.NEWEST_EVENTS);
        var tagsOf = tags.tagsOf(ids);
        var consentsOf = consents.ofAll(ids);
        var reachable = identities.reachable(ids);
        var seenBy = seen.byAll(ids);
        var enrolled = enrolments.of(ids);
        var pending = touches.pending(ids);
        return clients.stream()
                .map(client -> {
                    long id = client.id();
                    var identity = reachable.get(id);
                    var known = new Known(
                            client,
                            tagsOf.getOrDefault(id, Set.of()),
                            consentsOf.getOrDefault(id, List.of()),
                            identity == null ? Dossier.NOWHERE : identity.channel(),
                            identity != null,
                            enrolled.get(id),
                            pending.contains(id),
                            dossier.promises());
                    return new File(
                            client,
                            FactSheet.of(known, histories.getOrDefault(id, List.of()), Said.NOTHING, now),
                            dossier.candidates(seenBy.getOrDefault(id, Set.of()), now),
                            enrolled.get(id));
                })
                .toList();
    }
}
