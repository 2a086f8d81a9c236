package io.rapport.outbox;

import static io.rapport.outbox.TouchRows.utc;

import io.rapport.channel.PlainText;
import io.rapport.channel.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what became of sends. Each result counts only while the token of its send holds. */
@Component
class Results {

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Footprints footprints;

    Results(JdbcClient jdbc, TransactionTemplate transaction, Footprints footprints) {
        this.footprints = footprints;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** @return false if the token no longer holds: then nothing was written but a pause, which is true for everybody */
    boolean record(Touch touch, UUID token, SendResult result, Instant now) {
        return touch.isProactive()
                ? Boolean.TRUE.equals(transaction.execute(status -> recordProactive(touch, token, result, now)))
                : write(touch, token, result, now);
    }

    /** A client to whom nothing is on its way any more is decided about anew. */
    private boolean recordProactive(Touch touch, UUID token, SendResult result, Instant now) {
        lock(touch.clientId());
        if (!write(touch, token, result, now)) {
            return false;
        }
        boolean mayHaveArrived = result instanceof SendResult.Sent || result instanceof SendResult.Unknown;
        if (!mayHaveArrived) {
            footprints.lost(touch, token, now);
        }
        boolean isTriedAgain = result instanceof SendResult.Paused
                || result instanceof SendResult.NotArrived && touch.attempts() < Touches.TRIES;
        if (!isTriedAgain) {
            footprints.dueAt(touch.clientId(), now, touch.key());
        }
        return true;
    }

    private void lock(long clientId) {
        jdbc.sql("select id from client where id = :id for no key update")
                .param("id", clientId)
                .query(Long.class)
                .optional();
    }

    private boolean write(Touch touch, UUID token, SendResult result, Instant now) {
        if (result instanceof SendResult.Sent sent) {
            return sent(touch, token, sent.externalId(), now);
        }
        if (result instanceof SendResult.NotArrived fault) {
            return touch.attempts() < Touches.TRIES
                    ? move(touch, token, "RETRY", now.plus(backoff(touch, fault.retryAfter())), 0, fault.reason())
                    : move(touch, token, "DEAD", null, 0, "given up: " + fault.reason());
        }
        if (result instanceof SendResult.Paused paused) {
            Instant until = now.plus(paused.retryAfter());
            pause(touch.channel(), until, paused.reason());
            // Nobody's fault: it does not count as a try.
            return move(touch, token, "READY", until, -1, paused.reason());
        }
        if (result instanceof SendResult.Unreachable gone) {
            return unreachable(touch, token, gone.reason(), now);
        }
        if (result instanceof SendResult.Refused refused) {
            return move(touch, token, "DEAD", null, 0, refused.reason());
        }
        return move(touch, token, "UNKNOWN", null, 0, ((SendResult.Unknown) result).reason());
    }

    /**
     * Sends whose result never came: whoever made them is gone or frozen. They may have arrived, so they are not made again, but
     * for channels where nobody can get them twice.
     *
     * @param repeatable the codes of such channels
     * @return how many there were
     */
    int giveUpOverdue(Set<String> repeatable, Instant now) {
        Integer overdue = transaction.execute(status -> {
            List<Long> undecided = lockClientsOfOverdueProactive(now);
            undecided.forEach(client -> footprints.dueAt(client, now, "no result in time"));
            return giveUpOverdue(repeatable, undecided, now);
        });
        return overdue == null ? 0 : overdue;
    }

    /** First the client, then the touches. Whoever is locked by somebody else has its turn the next time. */
    private List<Long> lockClientsOfOverdueProactive(Instant now) {
        return jdbc.sql("""
                select id from client where id in (select client_id from touch
                    where state = 'SENDING' and ready_at <= :now and kind = 'PROACTIVE' order by ready_at limit 100)
                order by id for no key update skip locked
                """).param("now", utc(now)).query(Long.class).list();
    }

    private int giveUpOverdue(Set<String> repeatable, List<Long> lockedClients, Instant now) {
        return jdbc.sql("""
                update touch set state = case when channel = any (:repeatable) then 'READY' else 'UNKNOWN' end,
                    lease_token = null, reason = 'no result in time'
                where id in (select id from touch where state = 'SENDING' and ready_at <= :now
                    and (kind <> 'PROACTIVE' or client_id = any (:locked))
                    order by ready_at limit 100 for no key update skip locked)
                """)
                .param("repeatable", repeatable.toArray(String[]::new))
                .param("locked", lockedClients.toArray(Long[]::new))
                .param("now", utc(now))
                .update();
    }

    /**
     * Does not wait for the disk: if a crash forgets it, the send ends as one of unknown result, and is not made again either.
     *
     * <p>A client's instants of sending ascend, whatever the clocks of the nodes say: readers of the chat go on from the last one.
     */
    private boolean sent(Touch touch, UUID token, String externalId, Instant now) {
        return jdbc.sql("""
                        update touch set state = 'SENT', external_id = :external, lease_token = null, reason = null,
                            sent_at = greatest(:now, (select max(earlier.sent_at) + interval '1 microsecond' from touch earlier
                                where earlier.client_id = :client and earlier.state = 'SENT'))
                        from (select set_config('synchronous_commit', 'off', true)) as unhurried
                        where id = :id and lease_token = :token and state = 'SENDING'
                        """)
                        .param("external", externalId)
                        .param("now", utc(now))
                        .param("client", touch.clientId())
                        .param("id", touch.id())
                        .param("token", token)
                        .update()
                == 1;
    }

    private boolean move(
            Touch touch, UUID token, String state, @Nullable Instant readyAt, int moreAttempts, String reason) {
        return jdbc.sql("""
                        update touch set state = :state, lease_token = null, ready_at = coalesce(:ready::timestamptz, ready_at),
                            attempts = attempts + :more, reason = :reason
                        where id = :id and lease_token = :token and state = 'SENDING'
                        """)
                        .param("state", state)
                        .param("ready", readyAt == null ? null : utc(readyAt))
                        .param("more", moreAttempts)
                        .param("reason", PlainText.cut(PlainText.clean(reason), 500))
                        .param("id", touch.id())
                        .param("token", token)
                        .update()
                == 1;
    }

    private void pause(String channel, Instant until, String reason) {
        jdbc.sql("""
                insert into channel_pause (channel, until, reason) values (:channel, :until, :reason)
                on conflict (channel) do update set until = excluded.until, reason = excluded.reason
                where channel_pause.until < excluded.until
                """)
                .param("channel", channel)
                .param("until", utc(until))
                .param("reason", reason)
                .update();
    }

    private boolean unreachable(Touch touch, UUID token, String reason, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            // First the client, then the touches, like everybody else: or two could wait for each other.
            lock(touch.clientId());
            if (!move(touch, token, "DEAD", null, 0, "unreachable: " + reason)) {
                return false;
            }
            jdbc.sql("""
                    update identity set unreachable_at = :now
                    where channel = :channel and external_id = :recipient and unreachable_at is null
                    """)
                    .param("now", utc(now))
                    .param("channel", touch.channel())
                    .param("recipient", touch.recipient())
                    .update();
            jdbc.sql("""
                    update touch set state = 'SUPPRESSED', reason = :reason, lease_token = null
                    where client_id = :client and channel = :channel and recipient = :recipient
                      and state in ('PLANNED', 'READY', 'RETRY', 'HELD')
                    """)
                    .param("reason", Gate.UNREACHABLE)
                    .param("client", touch.clientId())
                    .param("channel", touch.channel())
                    .param("recipient", touch.recipient())
                    .update();
            return true;
        }));
    }

    /** What the messenger asks for, but at least 1, 2, 4 … seconds. */
    private static Duration backoff(Touch touch, Duration asked) {
        var own = Duration.ofSeconds(1L << Math.min(8, Math.max(0, touch.attempts() - 1)));
        var longer = own.compareTo(asked) < 0 ? asked : own;
        return longer.compareTo(LONGEST_BACKOFF) < 0 ? longer : LONGEST_BACKOFF;
    }
}
