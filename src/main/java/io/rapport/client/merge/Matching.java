package io.rapport.client.merge;

import io.rapport.client.NoSuchClient;
import io.rapport.client.person.Contact;
import io.rapport.client.person.ContactBook;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares contacts that have just become known with those of all others. Two become one by themselves only if the contact is
 * proven to be theirs on both sides and they share no channel; else a person is asked.
 *
 * <p>Proven is a {@linkplain ContactBook verified} contact, and one of a client nobody writes as: a lead the school brought in cannot
 * be somebody who only pretends. Two accounts of one messenger with one number are more likely a number that has a new owner.
 */
@Component
public class Matching {

    private static final Logger LOG = LoggerFactory.getLogger(Matching.class);
    private static final int AT_ONCE = 50;
    /** An address that so many share belongs to a firm or a family, not to a person. */
    private static final int MANY = 5;

    private static final String BY_ITSELF = "matching";

    private final JdbcClient jdbc;
    private final ContactBook contacts;
    private final Merges merges;
    private final Merging merging;
    private final Likenesses likenesses;

    public Matching(JdbcClient jdbc, ContactBook contacts, Merges merges, Merging merging, Likenesses likenesses) {
        this.jdbc = jdbc;
        this.contacts = contacts;
        this.merges = merges;
        this.merging = merging;
        this.likenesses = likenesses;
    }

    /** Somebody with the same contact. */
    private record Other(long id, boolean isOlder, boolean areProven, boolean areOnOneChannel) {}

    /** Compares some. Does no harm when done twice, by two nodes at once. Returns false if there was nothing that could be done. */
    public boolean compareNext(Instant now) {
        boolean isAny = false;
        for (Contact contact : contacts.fresh(AT_ONCE)) {
            try {
                compare(contact, now);
                contacts.compared(contact, now);
                isAny = true;
            } catch (NoSuchClient e) {
                // Became somebody else, or was erased, a moment ago; the contact went with him.
                isAny = true;
            } catch (MergeRefused e) {
                LOG.info("A contact of client {} is compared later: {}", contact.clientId(), e.getMessage());
            } catch (TransientDataAccessException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.warn("A contact of client {} could not be compared", contact.clientId(), e);
                contacts.compared(contact, now);
            }
        }
        return isAny;
    }

    private void compare(Contact contact, Instant now) {
        long client = contact.clientId();
        List<Other> others = others(contact);
        for (Other other : others) {
            if (merges.wereParted(client, other.id())) {
                continue;
            }
            if (others.size() < MANY && other.areProven() && !other.areOnOneChannel()) {
                long kept = other.isOlder() ? other.id() : client;
                long merged = other.isOlder() ? client : other.id();
                merging.merge(
                        kept, merged, new Merging.Deed(BY_ITSELF, contact.kind().name(), now));
                // The rest is looked at anew: what holds for one need not hold for what two have become.
                compare(contact.of(kept), now);
                return;
            } else {
                likenesses.note(client, other.id(), contact.kind().name(), now);
            }
        }
    }

    private List<Other> others(Contact contact) {
        String column = contact.kind() == Contact.Kind.PHONE ? "phone" : "email";
        return jdbc.sql("""
                with same as (
                    select client_id, verified_at is not null as verified from client_contact where kind = :kind and value = :value
                    union all select id, false from client where %1$s = :value
                ), proven as (
                    select client_id, bool_or(verified)
                        or not exists (select 1 from identity where identity.client_id = same.client_id) as proven
                    from same group by client_id
                )
                select other.client_id, (he.created_at, he.id) < (me.created_at, me.id) as older,
                    other.proven and mine.proven as proven,
                    exists (select 1 from identity i join identity j on i.channel = j.channel
                        where i.client_id = he.id and j.client_id = me.id) as on_one_channel
                from proven mine join client me on me.id = mine.client_id
                    join proven other on other.client_id <> mine.client_id join client he on he.id = other.client_id
                where mine.client_id = :client
                order by other.client_id limit :limit
                """.formatted(column))
                .param("kind", contact.kind().name())
                .param("value", contact.value())
                .param("client", contact.clientId())
                .param("limit", MANY)
                .query((rs, n) -> new Other(
                        rs.getLong("client_id"),
                        rs.getBoolean("older"),
                        rs.getBoolean("proven"),
                        rs.getBoolean("on_one_channel")))
                .list();
    }
}
