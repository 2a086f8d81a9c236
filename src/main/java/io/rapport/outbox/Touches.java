package io.rapport.outbox;

import static io.rapport.outbox.TouchRows.utc;

import io.rapport.channel.PlainText;
import io.rapport.channel.station.Bell;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Touches until their words are found: planned in the transaction of a decision, then worded by whoever claims them. */
@Component
public class Touches {

    public static final int TRIES = 8;

    static final String DECIDED_AGAIN = "DECIDED_AGAIN";

    private final JdbcClient jdbc;
    private final Bell planned = new Bell();
    private final Bell ready = new Bell();
    /** Where the round of clients goes on, for answers and for what nobody asked for. */
    private final Round round = new Round();

    public Touches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Rings when a touch may wait for its words. */
    public Bell planned() {
        return planned;
    }

    /** Rings when a touch may be ready to be sent. */
    Bell ready() {
        return ready;
    }

    /**
     * Writes down what is to be sent. Call it under the client's lock, in the transaction that decides it.
     *
     * <p>A proactive touch that was held or dropped before it left is taken up again under its key.
     *
     * @return false if the client has a touch with this key already: then nothing changes
     */
    public boolean plan(Touch.Plan plan, Instant now) {
        var message = plan.message();
        Errand errand = plan.errand();
        boolean isNew = jdbc.sql("""
                        insert into touch (client_id, touch_key, kind, channel, recipient, state, decision_id, brief, message,
                            reply_to, planned_at, ready_at, leaves, content_id, row_id, release_id, send_window)
                        values (:client, :key, :kind, :channel, :recipient, :state, :decision::bigint, :brief::jsonb,
                            :message::jsonb, :replyTo, :now, :ready, :leaves::jsonb, :content, :row, :release::bigint, :window)
                        on conflict (client_id, touch_key) do update set
                            channel = excluded.channel, recipient = excluded.recipient, state = excluded.state,
                            decision_id = excluded.decision_id, brief = excluded.brief, message = excluded.message,
                            planned_at = excluded.planned_at, ready_at = excluded.ready_at, leaves = excluded.leaves,
                            content_id = excluded.content_id, row_id = excluded.row_id, release_id = excluded.release_id,
                            send_window = excluded.send_window, attempts = 0, lease_token = null, reason = null
                        where touch.state in ('HELD', 'SUPPRESSED') and touch.kind = 'PROACTIVE' and excluded.kind = 'PROACTIVE'
                        """)
                        .param("client", plan.clientId())
                        .param("key", plan.key())
                        .param("kind", plan.kind().name())
                        .param("channel", plan.channel())
                        .param("recipient", plan.recipient())
                        .param("state", (message == null ? Touch.State.PLANNED : Touch.State.READY).name())
                        .param("decision", plan.decisionId())
                        .param("brief", plan.brief())
                        .param("message", message == null ? null : message.json())
                        .param("replyTo", plan.replyTo())
                        .param("now", utc(now))
                        .param("ready", utc(plan.notBefore()))
                        .param("leaves", errand.leaves().isEmpty() ? null : errand.leavesAsJson())
                        .param("content", errand.content())
                        .param("row", errand.row())
                        .param("release", errand.releaseId())
                        .param("window", errand.window())
                        .update()
                == 1;
        if (isNew) {
            (message == null ? planned : ready).ringAfterCommit();
        }
        return isNew;
    }

    /**
     * Takes back what nobody asked for and what has not left yet: it is held while the clients are decided about again, because
     * something has happened since it was planned. Call it under their locks, before anything is read about them.
     */
    public void withdraw(Collection<Long> clientIds) {
        jdbc.sql("""
                update touch set state = 'HELD', reason = :reason, lease_token = null
                where client_id = any (:clients) and kind = 'PROACTIVE' and state in ('PLANNED', 'READY', 'RETRY')
                """)
                .param("clients", clientIds.toArray(Long[]::new))
                .param("reason", DECIDED_AGAIN)
                .update();
    }

    /**
     * What was held is not sent as it was: call this when clients have been decided about again.
     *
     * @param wanted of each client the key of the touch that the new decision wants; null where it wants none
     */
    public void dropHeld(Map<Long, @Nullable String> wanted) {
        jdbc.sql("""
                update touch set state = 'SUPPRESSED', reason = 'DECIDED_AGAIN'
                from unnest(:clients, :keys) as t (client, key)
                where touch.client_id = t.client and kind = 'PROACTIVE' and state = 'HELD'
                  and touch_key is distinct from t.key
                """)
                .param("clients", wanted.keySet().toArray(Long[]::new))
                .param("keys", wanted.values().toArray(String[]::new))
                .update();
    }

    /** The same for one client to whom nothing is to be said of our own accord. */
    public void dropHeld(long clientId) {
        dropHeld(Collections.singletonMap(clientId, null));
    }

    /** The oldest touch without words of some client, for as long as the lease lasts. Answers come before proactive touches. */
    public Optional<Touch> claimForWording(Instant now, Duration lease) {
        var touch = round.next("", (proactive, after) -> claimForWording(proactive, after, now, lease));
        touch.ifPresent(t -> planned.ring());
        return touch;
    }

    private Optional<Touch> claimForWording(boolean proactive, long after, Instant now, Duration lease) {
        // As in Departures.lockNext, «is» finds the index. Does not wait for the disk: found words that a crash forgets
        // are found again.
        return jdbc.sql("""
                    with recursive head as (
                        (select id, client_id, ready_at from touch
                         where state = 'PLANNED' and (kind = 'PROACTIVE') is %1$s and client_id > :after
                         order by client_id, id limit 1)
                        union all
                        select next.id, next.client_id, next.ready_at
                        from head cross join lateral (
                            select id, client_id, ready_at from touch
                            where state = 'PLANNED' and (kind = 'PROACTIVE') is %1$s and client_id > head.client_id
                            order by client_id, id limit 1) next
                    ), picked as (
                        select locked.id
                        from (select id from head where ready_at <= :now limit 8) waiting
                        cross join lateral (
                            select id, state, ready_at from touch where id = waiting.id
                            offset 0 for no key update skip locked) locked
                        where locked.state = 'PLANNED' and locked.ready_at <= :now
                        limit 1
                    )
                    update touch set ready_at = :until, lease_token = :token, attempts = attempts + 1
                    from picked, (select set_config('synchronous_commit', 'off', true)) as unhurried
                    where touch.id = picked.id
                    returning touch.*
                    """.formatted(proactive))
                .param("after", after)
                .param("now", utc(now))
                .param("until", utc(now.plus(lease)))
                .param("token", UUID.randomUUID())
                .query(TouchRows.TOUCH)
                .optional();
    }

    /** The words are found. Returns false, and changes nothing, if the token no longer holds. */
    public boolean worded(long id, UUID token, Message message, Instant now) {
        boolean held = jdbc.sql("""
                        update touch set state = 'READY', message = :message::jsonb, ready_at = :now, attempts = 0,
                            lease_token = null, reason = null
                        where id = :id and lease_token = :token and state = 'PLANNED'
                        """)
                        .param("message", message.json())
                        .param("now", utc(now))
                        .param("id", id)
                        .param("token", token)
                        .update()
                == 1;
        ready.ringAfterCommit();
        return held;
    }

    /**
     * No words were found: to be tried again after a while, {@value #TRIES} times in all. Then the client is decided about anew, if
     * nobody asked for the touch.
     */
    public boolean notWorded(long id, UUID token, String reason, Instant now) {
        // First the client, then the touch, like everybody else: or two could wait for each other.
        return jdbc.sql("""
                        with owner as (
                            select id from client
                            where id = (select client_id from touch where id = :id and kind = 'PROACTIVE')
                            for no key update
                        ), tried as (
                            update touch set lease_token = null, reason = :reason,
                                state = case when attempts < :tries then state else 'DEAD' end,
                                ready_at = :now + least(60, power(2, attempts - 1)) * interval '1 second'
                            where (select count(*) from owner) >= 0
                              and id = :id and lease_token = :token and state = 'PLANNED'
                            returning client_id, kind, state, touch_key
                        ), due as (
                            update client set due_at = :now, due_reason = tried.touch_key
                            from tried where client.id = tried.client_id and tried.kind = 'PROACTIVE' and tried.state = 'DEAD'
                        )
                        select count(*) from tried
                        """)
                        .param("reason", PlainText.cut(PlainText.clean(reason), 500))
                        .param("tries", TRIES)
                        .param("now", utc(now))
                        .param("id", id)
                        .param("token", token)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Those of these clients to whom something that nobody asked for is on its way. What is held is not: it is decided about again. */
    public Set<Long> pending(Collection<Long> clientIds) {
        return new HashSet<>(jdbc.sql("""
                        select client_id from touch
                        where client_id = any (:clients) and kind = 'PROACTIVE'
                          and state in ('PLANNED', 'READY', 'SENDING', 'RETRY')
                        """)
                .param("clients", clientIds.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** Whether something that nobody asked for is on its way by now, to whomever. */
    public boolean isAnyToLeave(Instant now) {
        return jdbc.sql("""
                        select exists (select 1 from touch where kind = 'PROACTIVE' and ready_at <= :now
                            and state in ('PLANNED', 'READY', 'RETRY', 'SENDING'))
                        """).param("now", utc(now)).query(Boolean.class).single();
    }

    /** Whether something for this client is with a messenger right now. Under the client's lock, none can begin meanwhile. */
    public boolean isSending(long clientId) {
        return jdbc.sql("select exists (select 1 from touch where client_id = :client and state = 'SENDING')")
                .param("client", clientId)
                .query(Boolean.class)
                .single();
    }
}
