package io.rapport.payment.desk;

import io.rapport.client.Harmless;
import io.rapport.payment.notice.Notice;
import io.rapport.payment.notice.Notice.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices as people see and change them. */
@Component
public class NoticeBook {

    private final JdbcClient jdbc;

    public NoticeBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The latest first.
     *
     * @param states none means all
     * @param before only those with a lower number
     */
    public List<Notice> list(List<State> states, long before, int limit) {
        return jdbc.sql("""
                select * from payment_notice
                where id < :before and (:any or state = any (:states))
                order by id desc limit :limit
                """)
                .param("before", before)
                .param("any", states.isEmpty())
                .param("states", states.stream().map(Enum::name).toArray(String[]::new))
                .param("limit", limit)
                .query(Notice::of)
                .list();
    }

    /** Those of one client, booked or not, the latest first. */
    public List<Notice> of(long clientId) {
        return jdbc.sql("select * from payment_notice where client_id = :client order by id desc")
                .param("client", clientId)
                .query(Notice::of)
                .list();
    }

    /** How many wait for a person. */
    public long waiting() {
        return jdbc.sql("select count(*) from payment_notice where state in ('UNMATCHED', 'SET_ASIDE')")
                .query(Long.class)
                .single();
    }

    public Optional<Notice> find(long id) {
        return jdbc.sql("select * from payment_notice where id = :id")
                .param("id", id)
                .query(Notice::of)
                .optional();
    }

    /** Keeps everybody else from it until the transaction ends. */
    Notice lock(long id) {
        return jdbc.sql("select * from payment_notice where id = :id for no key update")
                .param("id", id)
                .query(Notice::of)
                .optional()
                .orElseThrow(() -> new Refusal("id", Refusal.Why.UNKNOWN));
    }

    /** The reason why a person was asked stays, in case it was a mistake. */
    void assigned(long id, long clientId, String eventKey, String product, String by, Instant now) {
        jdbc.sql("""
                update payment_notice set state = 'APPLIED', client_id = :client, event_key = :event, booked_by = :by,
                    product_code = :product, done_at = :now, comment = null
                where id = :id
                """)
                .param("client", clientId)
                .param("event", eventKey)
                .param("by", Harmless.text(by))
                .param("product", product)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void dismissed(long id, String comment, String by, Instant now) {
        jdbc.sql("""
                update payment_notice set state = 'DISMISSED', comment = :comment, booked_by = :by, done_at = :now
                where id = :id
                """)
                .param("comment", Harmless.text(comment))
                .param("by", Harmless.text(by))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** A person decides anew; what could never be handled is tried again by the station. */
    void reopened(long id, Instant now) {
        jdbc.sql("""
                update payment_notice set booked_by = null, comment = null, event_key = null, done_at = null,
                    state = case when reason is null then 'RECEIVED' when reason = 'NO_PAYMENT_YET' then 'WAITING'
                        else 'UNMATCHED' end,
                    attempts = 0, ready_at = :now
                where id = :id
                """).param("now", now.atOffset(ZoneOffset.UTC)).param("id", id).update();
    }
}
