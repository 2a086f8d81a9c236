package io.rapport.client.person;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Phones and e-mails of clients, and what vouches for them.
 *
 * <p>Verified is a phone that a messenger's contact button shared as the sender's own, what a payment provider confirmed, and what
 * the school itself vouches for through the API. A phone or e-mail typed in a chat is <b>not</b>: anybody can type another's number,
 * and must not read that person's history or get their consents for it.
 */
@Component
public class ContactBook {

    /** The messenger says that the number is the sender's own. */
    public static final String MESSENGER = "MESSENGER";

    private static final RowMapper<Contact> CONTACT = (rs, n) -> new Contact(
            rs.getLong("client_id"),
            Contact.Kind.valueOf(rs.getString("kind")),
            rs.getString("value"),
            rs.getObject("told_at", OffsetDateTime.class).toInstant(),
            rs.getString("verified_by"));

    private final JdbcClient jdbc;

    public ContactBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a contact of a client. What was verified once stays so. What is new is compared with the contacts of all others soon.
     * Call it under the client's lock.
     *
     * @param verifiedBy who vouches for it; null if it was only said
     */
    public void note(long clientId, Contact.Kind kind, String value, @Nullable String verifiedBy, Instant now) {
        jdbc.sql("""
                insert into client_contact (client_id, kind, value, told_at, verified_at, verified_by)
                values (:client, :kind, :value, :now, case when :by::text is not null then :now end, :by)
                on conflict (client_id, kind, value) do update
                set verified_at = excluded.verified_at, verified_by = excluded.verified_by, compared_at = null
                where client_contact.verified_at is null and excluded.verified_at is not null
                """)
                .param("client", clientId)
                .param("kind", kind.name())
                .param("value", value)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", verifiedBy)
                .update();
    }

    /** By which phone or e-mail the client is reached from now on. Call it under the client's lock. */
    public void reachBy(long clientId, Contact.Kind kind, String value) {
        boolean isPhone = kind == Contact.Kind.PHONE;
        jdbc.sql("update client set phone = coalesce(:phone, phone), email = coalesce(:email, email) where id = :id")
                .param("phone", isPhone ? value : null)
                .param("email", isPhone ? null : value)
                .param("id", clientId)
                .update();
    }

    public List<Contact> of(long clientId) {
        return jdbc.sql("select * from client_contact where client_id = :client order by kind desc, told_at, value")
                .param("client", clientId)
                .query(CONTACT)
                .list();
    }

    /** Those that nobody has compared with others yet, the oldest first. */
    public List<Contact> fresh(int limit) {
        return jdbc.sql("select * from client_contact where compared_at is null order by told_at limit :limit")
                .param("limit", limit)
                .query(CONTACT)
                .list();
    }

    /** Unless more has become known of it meanwhile. */
    public void compared(Contact contact, Instant now) {
        jdbc.sql("""
                update client_contact set compared_at = :now
                where client_id = :client and kind = :kind and value = :value and verified_by is not distinct from :by
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("client", contact.clientId())
                .param("kind", contact.kind().name())
                .param("value", contact.value())
                .param("by", contact.verifiedBy())
                .update();
    }
}
