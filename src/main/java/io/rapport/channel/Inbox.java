package io.rapport.channel;

import io.rapport.channel.InboundMessage.Kind;
import io.rapport.channel.station.Bell;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What came in, stored once and handled once, in the order of its lane. Stations claim the head of some lane for a while; what
 * they do with it counts only while their token holds.
 */
@Component
public class Inbox {

    public static final int TRIES = 8;

    private static final Lane FIRST = new Lane("", "");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Duration settle;
    private final Bell bell = new Bell();
    /** Where the round of lanes goes on: each lane gets its turn, however much another one has waiting. */
    private volatile Lane last = FIRST;

    /** @param settle how long a message waits for earlier ones that are still on their way: messengers deliver in parallel */
    public Inbox(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            @Value("${rapport.inbound.settle:100ms}") Duration settle) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settle = settle;
    }

    /** Rings when a message may be ready to be claimed. */
    public Bell bell() {
        return bell;
    }

    /**
     * Stores a message unless the channel has delivered it before.
     *
     * @param position the order within the lane; equal positions go by arrival
     * @return whether it is new
     */
    public boolean receive(
            String channel, String externalId, String lane, long position, Kind kind, byte[] raw, Instant now) {
        boolean isNew = jdbc.sql("""
                        insert into inbound (channel, external_id, lane, position, kind, received_at, raw, ready_at)
                        values (:channel, :external, :lane, :position, :kind, :now, :raw, :ready)
                        on conflict (channel, external_id) do nothing
                        """)
                        .param("channel", channel)
                        .param("external", externalId)
                        .param("lane", lane)
                        .param("position", position)
                        .param("kind", kind.name())
                        .param("now", utc(now))
                        .param("raw", raw)
                        .param("ready", utc(now.plus(settle)))
                        .update()
                == 1;
        if (isNew) {
            bell.ringIn(settle);
        }
        return isNew;
    }

    /** Whether a message could be claimed now: looks at one index entry. */
    public boolean isAnyWaiting(Instant now) {
        return jdbc.sql("select exists (select 1 from inbound where state = 'RECEIVED' and ready_at <= :now)")
                .param("now", utc(now))
                .query(Boolean.class)
                .single();
    }

    /**
     * The head of the next lane that has one ready, for as long as the lease lasts; if it is not finished by then, somebody else
     * gets it.
     */
    public Optional<Claim> claim(Instant now, Duration lease) {
        var from = last;
        var claim = claimAfter(from, now, lease);
        if (claim.isEmpty() && !from.equals(FIRST)) {
            claim = claimAfter(FIRST, now, lease);
        }
        if (claim.isEmpty()) {
            return claim;
        }
        last = new Lane(claim.get().channel(), claim.get().lane());
        bell.ring();
        if (claim.get().attempts() > TRIES) {
            // Whoever took it never came back to say so: it may be what kills them.
            setAside(claim.get(), "Given up: %d tries ended without a result".formatted(TRIES));
            return claim(now, lease);
        }
        return claim;
    }

    /** Handled. Returns false, and changes nothing, if the token no longer holds: then roll back. */
    public boolean done(long id, UUID token, long clientId, Instant now) {
        return finish(id, token, "DONE", clientId, now);
    }

    /** Kept, but there was nothing to do. Returns false if the token no longer holds. */
    public boolean ignored(long id, UUID token, Instant now) {
        return finish(id, token, "IGNORED", null, now);
    }

    /**
     * The commit does not wait for the disk. If a crash forgets it, it forgets all that was decided about the message, which is then
     * still here and decided again; and what was decided leaves the house only after a later commit that did wait, for both.
     */
    private boolean finish(long id, UUID token, String state, @Nullable Long clientId, Instant now) {
        boolean held = jdbc.sql("""
                        update inbound set state = :state, client_id = :client::bigint, done_at = :now, lease_token = null
                        from (select set_config('synchronous_commit', 'off', true)) as unhurried
                        where id = :id and lease_token = :token and state = 'RECEIVED'
                        """)
                        .param("state", state)
                        .param("client", clientId)
                        .param("now", utc(now))
                        .param("id", id)
                        .param("token", token)
                        .update()
                == 1;
        bell.ringAfterCommit();
        return held;
    }

    /** To be tried again after a while; after {@value #TRIES} tries set aside, so that the lane goes on. */
    public boolean failed(long id, UUID token, String error, Instant now) {
        boolean held = jdbc.sql("""
                        update inbound set lease_token = null, error = :error,
                            state = case when attempts < :tries then state else 'SET_ASIDE' end,
                            ready_at = :now + least(60, power(2, attempts - 1)) * interval '1 second'
                        where id = :id and lease_token = :token and state = 'RECEIVED'
                        """)
                        .param("error", PlainText.cut(PlainText.clean(error), 1000))
                        .param("tries", TRIES)
                        .param("now", utc(now))
                        .param("id", id)
                        .param("token", token)
                        .update()
                == 1;
        bell.ringAfterCommit();
        return held;
    }

    /** Gives a message that was set aside another {@value #TRIES} tries. Returns false if it is not set aside. */
    public boolean retry(long id, Instant now) {
        boolean found = jdbc.sql("""
                        update inbound set state = 'RECEIVED', attempts = 0, ready_at = :now
                        where id = :id and state = 'SET_ASIDE'
                        """).param("now", utc(now)).param("id", id).update() == 1;
        bell.ringAfterCommit();
        return found;
    }

    private void setAside(Claim claim, String error) {
        jdbc.sql("""
                update inbound set state = 'SET_ASIDE', error = coalesce(error, :error), lease_token = null
                where id = :id and lease_token = :token
                """)
                .param("error", error)
                .param("id", claim.id())
                .param("token", claim.token())
                .update();
    }

    private Optional<Claim> claimAfter(Lane from, Instant now, Duration lease) {
        return transaction.execute(status -> {
            jdbc.sql(UNHURRIED_BY_INDEX).query().singleRow();
            return pick(from, now, lease);
        });
    }

    private Optional<Claim> pick(Lane from, Instant now, Duration lease) {
        return jdbc.sql(CLAIM)
                .param("channel", from.channel())
                .param("lane", from.name())
                .param("now", utc(now))
                .param("until", utc(now.plus(lease)))
                .param("token", UUID.randomUUID())
                .query((rs, n) -> new Claim(
                        rs.getLong("id"),
                        rs.getObject("lease_token", UUID.class),
                        rs.getString("channel"),
                        rs.getString("lane"),
                        Kind.valueOf(rs.getString("kind")),
                        rs.getBytes("raw"),
                        rs.getObject("received_at", OffsetDateTime.class).toInstant(),
                        rs.getInt("attempts")))
                .optional();
    }

    /**
     * For the transaction of a claim. It does not wait for the disk: a claim that a crash forgets is only made again. And the planner
     * mostly sees an empty inbox, so that sorting all that waits seems as cheap as asking an index; what it plans then is also used in
     * a rush, when every claim would read the whole backlog.
     */
    private static final String UNHURRIED_BY_INDEX = """
            select set_config('synchronous_commit', 'off', true), set_config('enable_sort', 'off', true),
                set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true)
            """;

    /** Looks at nothing but one index entry while nothing is ready. */
    static final String CLAIM = """
            with recursive head as (
                (select id, channel, lane, ready_at from inbound
                 where (select ready_at from inbound where state = 'RECEIVED' order by ready_at limit 1) <= :now
                   and state = 'RECEIVED' and (channel, lane) > (:channel, :lane)
                 order by channel, lane, (lease_token is null), position, id limit 1)
                union all
                select next.id, next.channel, next.lane, next.ready_at
                from head cross join lateral (
                    select id, channel, lane, ready_at from inbound
                    where state = 'RECEIVED' and (channel, lane) > (head.channel, head.lane)
                    order by channel, lane, (lease_token is null), position, id limit 1) next
            ), picked as (
                select locked.id
                from (select id from head where ready_at <= :now limit 8) ready
                cross join lateral (
                    select id, state, ready_at from inbound where id = ready.id
                    offset 0 for no key update skip locked) locked
                where locked.state = 'RECEIVED' and locked.ready_at <= :now
                limit 1
            )
            update inbound set ready_at = :until, lease_token = :token, attempts = attempts + 1
            from picked
            where inbound.id = picked.id
            returning inbound.*
            """;

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Lane(String channel, String name) {}

    /**
     * A message in somebody's hands.
     *
     * @param attempts how often it has been claimed, this time included
     */
    public record Claim(
            long id,
            UUID token,
            String channel,
            String lane,
            Kind kind,
            byte[] raw,
            Instant receivedAt,
            int attempts) {}
}
