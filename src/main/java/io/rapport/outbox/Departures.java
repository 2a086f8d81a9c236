package io.rapport.outbox;

import static io.rapport.outbox.TouchRows.utc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Touches that could leave now: who is next, what is known about the client under its lock, and the steps before the send. */
@Component
class Departures {

    /** @param pausedUntil until when the messenger wants to hear nothing of the whole bot */
    record Facts(ClientFacts client, Optional<Instant> pausedUntil) {}

    private final JdbcClient jdbc;

    Departures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the next touch of a channel and its client's lock, whichever is free; needs a transaction. Only the oldest unfinished
     * touch of a client on a channel can be next; one that waits for a later instant to be worded keeps nobody waiting. An urgent
     * touch behind a proactive one brings that one forward.
     */
    Optional<Touch> lockNext(String channel, boolean proactive, long after, Instant now) {
        // Written out, not a parameter: the planner turns «= false» into «<>», which is in no index. And each head is
        // locked by its
        // key: while nothing is on its way every index seems as good as another, and what is planned then also serves a
        // rush.
        List<Long> heads = jdbc.sql("""
                with recursive lane as (
                    (select client_id from touch
                     where state in ('READY', 'RETRY') and channel = :channel and (kind = 'PROACTIVE') is %1$s
                       and client_id > :after
                     order by client_id limit 1)
                    union all
                    select next.client_id
                    from lane cross join lateral (
                        select client_id from touch
                        where state in ('READY', 'RETRY') and channel = :channel and (kind = 'PROACTIVE') is %1$s
                          and client_id > lane.client_id
                        order by client_id limit 1) next
                )
                select head.id
                from lane cross join lateral (
                    select id, state, ready_at from touch
                    where client_id = lane.client_id and channel = :channel
                      and state in ('PLANNED', 'READY', 'SENDING', 'RETRY')
                      and not (state = 'PLANNED' and lease_token is null and ready_at > :now)
                    order by id limit 1) head
                where head.state in ('READY', 'RETRY') and head.ready_at <= :now
                limit 8
                """.formatted(proactive))
                .param("channel", channel)
                .param("after", after)
                .param("now", utc(now))
                .query(Long.class)
                .list();
        if (heads.isEmpty()) {
            return Optional.empty();
        }
        // A client that is being decided about (or whose node is frozen) is passed over, not waited for.
        return jdbc.sql("""
                select touch.* from unnest(:heads) as head (id)
                cross join lateral (
                    select * from touch where id = head.id offset 0 for no key update skip locked) touch
                cross join lateral (
                    select id from client where id = touch.client_id offset 0 for no key update skip locked) client
                where touch.state in ('READY', 'RETRY') and touch.ready_at <= :now
                limit 1
                """)
                .param("heads", heads.toArray(Long[]::new))
                .param("now", utc(now))
                .query(TouchRows.TOUCH)
                .optional();
    }

    /** Read by a statement of its own after the lock was taken: only then it sees what the former holder has committed. */
    Facts facts(Touch touch, Instant now) {
        return jdbc.sql("""
                select client.opted_out_at is not null as opted_out, client.owner_kind = 'HUMAN' as with_human,
                    exists (select 1 from identity
                        where channel = :channel and external_id = :recipient and unreachable_at is not null) as unreachable,
                    coalesce(client.last_message_at > :planned, false) as wrote_since,
                    exists (select 1 from inbound
                        where state = 'RECEIVED' and channel = :channel and lane = :recipient) as unread,
                    coalesce(client.due_at <= :now, false) as due,
                    (select until from channel_pause where channel = :channel and until > :now) as paused_until
                from client where client.id = :client
                """)
                .param("client", touch.clientId())
                .param("channel", touch.channel())
                .param("recipient", touch.recipient())
                .param("planned", utc(touch.plannedAt()))
                .param("now", utc(now))
                .query((rs, n) -> new Facts(
                        new ClientFacts(
                                rs.getBoolean("opted_out"),
                                rs.getBoolean("with_human"),
                                rs.getBoolean("unreachable"),
                                rs.getBoolean("wrote_since"),
                                rs.getBoolean("unread"),
                                rs.getBoolean("due")),
                        Optional.ofNullable(rs.getObject("paused_until", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .single();
    }

    void sending(long id, UUID token, Instant leaseEnd) {
        jdbc.sql("""
                update touch set state = 'SENDING', lease_token = :token, attempts = attempts + 1, ready_at = :until, reason = null
                where id = :id
                """)
                .param("id", id)
                .param("token", token)
                .param("until", utc(leaseEnd))
                .update();
    }

    /** Stays out of the way until it is decided about again. */
    void hold(long id, Instant until, String reason) {
        jdbc.sql("update touch set state = 'HELD', ready_at = :until, reason = :reason where id = :id")
                .param("id", id)
                .param("until", utc(until))
                .param("reason", reason)
                .update();
    }

    void postpone(long id, Instant until, @Nullable String reason) {
        jdbc.sql("update touch set ready_at = :until, reason = :reason where id = :id")
                .param("id", id)
                .param("reason", reason)
                .param("until", utc(until))
                .update();
    }

    void end(long id, Touch.State state, String reason) {
        jdbc.sql("update touch set state = :state, reason = :reason, lease_token = null where id = :id")
                .param("id", id)
                .param("state", state.name())
                .param("reason", reason)
                .update();
    }
}
