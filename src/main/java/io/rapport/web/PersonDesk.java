package io.rapport.web;

import io.rapport.client.Clients;
import io.rapport.client.merge.Likenesses;
import io.rapport.client.merge.Merge;
import io.rapport.client.merge.Merging;
import io.rapport.client.person.Contact;
import io.rapport.client.person.ContactBook;
import io.rapport.web.security.Audit;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people say about who is one person, from the console and through the API alike. What changed anything is audited with it. */
@Component
public class PersonDesk {

    /** A program of the school's own vouches for a contact. */
    private static final String API = "API";

    private final Merging merging;
    private final Likenesses likenesses;
    private final ContactBook contacts;
    private final Clients clients;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PersonDesk(
            Merging merging,
            Likenesses likenesses,
            ContactBook contacts,
            Clients clients,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.merging = merging;
        this.likenesses = likenesses;
        this.contacts = contacts;
        this.clients = clients;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param evidence in the actor's words */
    public Merge merge(long kept, long other, String evidence, String actor) {
        return merging.merge(kept, other, deed("MERGED_CLIENTS", evidence, actor));
    }

    /** @param merge which one; null for the latest */
    public Merge unmerge(long kept, @Nullable Long merge, String actor) {
        return merging.undo(kept, merge, deed("PARTED_CLIENTS", "", actor));
    }

    private Merging.Deed deed(String action, String evidence, String actor) {
        Instant now = clock.instant();
        return new Merging.Deed(
                actor,
                evidence,
                now,
                merge -> audit.record(
                        now,
                        actor,
                        action,
                        "client/" + merge.kept(),
                        Map.of("merge", merge.id(), "merged", merge.merged())));
    }

    /** They are two, however alike. Returns false if nobody had taken them for one. */
    public boolean dismiss(long one, long other, String actor) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Instant now = clock.instant();
            boolean isNew = likenesses.dismiss(one, other, actor, now);
            if (isNew) {
                audit.record(now, actor, "TOLD_CLIENTS_APART", "client/" + one, Map.of("other", other));
            }
            return isNew;
        }));
    }

    /** A contact that the school vouches for, or that somebody only named. */
    public void tellContact(long client, Contact.Kind kind, String value, boolean isVerified, String actor) {
        transaction.executeWithoutResult(status -> {
            clients.lock(client);
            Instant now = clock.instant();
            contacts.note(client, kind, value, isVerified ? API : null, now);
            contacts.reachBy(client, kind, value);
            audit.record(
                    now,
                    actor,
                    "TOLD_CONTACT",
                    "client/" + client,
                    Map.of("kind", kind.name(), "verified", isVerified));
        });
    }
}
