package io.rapport.outbox;

import io.rapport.channel.Channel;
import io.rapport.channel.Channels;
import io.rapport.channel.OutboundMessage;
import io.rapport.channel.SendResult;
import io.rapport.decision.RowHit;
import io.rapport.decision.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/**
 * The send protocol, and the only caller of {@link Channel#send}: under the client's lock the gate is asked and SENDING committed;
 * then the call, outside of any transaction; then its result, if the token still holds.
 */
@Component
class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Longer than any send can take, with all that belongs to it. */
    static final Duration LEASE = Duration.ofMinutes(1);
    /** A thread that was frozen this long between the gate and the call does not make it: the world has moved on. */
    private static final Duration HELD_UP = Duration.ofSeconds(2);
    /** A pause or an empty bucket is looked at again after this long at the latest. */
    private static final Duration CLOSED = Duration.ofSeconds(1);

    private static final long WRITE_AGAIN_MS = 200;

    private final Channels channels;
    private final Departures departures;
    private final Policy policy;
    private final Footprints footprints;
    private final Results results;
    private final Touches touches;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Round round = new Round();
    /** By channel, in nanoseconds of this machine: saves asking about touches that cannot leave. */
    private final Map<String, Long> closedUntil = new ConcurrentHashMap<>();

    Delivery(
            Channels channels,
            Departures departures,
            Policy policy,
            Footprints footprints,
            Results results,
            Touches touches,
            TransactionTemplate transaction,
            Clock clock) {
        this.channels = channels;
        this.departures = departures;
        this.policy = policy;
        this.footprints = footprints;
        this.results = results;
        this.touches = touches;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A touch that has passed the gate and is SENDING; without a message, the touch was dealt with otherwise. */
    private record Step(
            Touch touch, @Nullable UUID token, @Nullable OutboundMessage message) {}

    /** Moves one touch on. Returns false if there is nothing that could leave now. */
    boolean deliverNext() {
        for (boolean proactive : new boolean[] {false, true}) {
            for (Channel channel : channels.all()) {
                if (channel.isConfigured() && !isClosed(channel) && deliverNext(channel, proactive)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean deliverNext(Channel channel, boolean proactive) {
        var steps = new Step[1];
        var found = round.next(channel.code(), proactive, (urgency, after) -> {
            steps[0] = transaction.execute(status -> prepare(channel, urgency, after));
            return Optional.ofNullable(steps[0]).map(Step::touch);
        });
        if (found.isEmpty()) {
            return false;
        }
        Step step = steps[0];
        if (step.token() != null && step.message() != null) {
            // Another thread may take the next one while this one waits for the messenger.
            touches.ready().ring();
            deliver(channel, step.touch(), step.token(), step.message(), System.nanoTime());
        }
        return true;
    }

    private @Nullable Step prepare(Channel channel, boolean proactive, long after) {
        Instant now = clock.instant();
        var next = departures.lockNext(channel.code(), proactive, after, now);
        if (next.isEmpty()) {
            return null;
        }
        Touch touch = next.get();
        var dealtWith = new Step(touch, null, null);
        var facts = departures.facts(touch, now);
        var objection = Gate.objection(touch.kind(), facts.client());
        if (objection.isPresent()) {
            // Where a message waits to be read, its own decision says when the client is due.
            suppress(touch, objection.get(), !facts.client().unread(), now);
            return dealtWith;
        }
        if (touch.isProactive() && facts.client().due()) {
            // A purchase, a lesson: what was right before it need not be right any more.
            departures.hold(touch.id(), now, Touches.DECIDED_AGAIN);
            return dealtWith;
        }
        if (facts.pausedUntil().isPresent()) {
            close(channel, Duration.between(now, facts.pausedUntil().get()));
            return null;
        }
        Verdict verdict = policy.check(touch, facts.client(), now);
        if (verdict instanceof Verdict.Suppress no) {
            suppress(touch, words(no.by()), true, now);
            return dealtWith;
        }
        if (verdict instanceof Verdict.Hold later) {
            hold(touch, later);
            return dealtWith;
        }
        OutboundMessage message;
        try {
            message = outbound(touch);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            departures.end(touch.id(), Touch.State.DEAD, "its message cannot be read");
            decideAnew(touch, now);
            return dealtWith;
        }
        var admission = channel.admit(touch.recipient());
        if (!admission.isGranted() && admission.everybody()) {
            close(channel, admission.delay());
            return null;
        }
        if (!admission.isGranted()) {
            departures.postpone(touch.id(), now.plus(admission.delay()), null);
            touches.ready().ringIn(admission.delay());
            return dealtWith;
        }
        UUID token = UUID.randomUUID();
        departures.sending(touch.id(), token, now.plus(LEASE));
        if (touch.isProactive()) {
            footprints.left(touch, token, now);
        } else if (touch.kind() == Touch.Kind.OPERATOR) {
            footprints.operatorWrote(touch, now);
        }
        return new Step(touch, token, message);
    }

    private void suppress(Touch touch, String reason, boolean isDueAgain, Instant now) {
        departures.end(touch.id(), Touch.State.SUPPRESSED, reason);
        if (isDueAgain) {
            decideAnew(touch, now);
        }
    }

    private void decideAnew(Touch touch, Instant now) {
        if (touch.isProactive()) {
            footprints.dueAt(touch.clientId(), now, touch.key());
        }
    }

    /** What the client waits for goes out later as it is; what nobody asked for is decided anew then. */
    private void hold(Touch touch, Verdict.Hold later) {
        if (touch.isProactive()) {
            departures.hold(touch.id(), later.until(), words(later.by()));
            footprints.dueAt(touch.clientId(), later.until(), words(later.by()));
        } else {
            departures.postpone(touch.id(), later.until(), words(later.by()));
        }
    }

    private static String words(RowHit row) {
        return row.row() + ": " + row.reason();
    }

    private void deliver(Channel channel, Touch before, UUID token, OutboundMessage message, long committedAt) {
        var touch = before.tried();
        SendResult result;
        if (System.nanoTime() - committedAt > HELD_UP.toNanos()) {
            result = new SendResult.NotArrived(Duration.ZERO, "held up before the call");
        } else {
            try {
                result = channel.send(message);
            } catch (RuntimeException e) {
                LOG.error("{} failed where it must answer; touch {}", channel.code(), touch.id(), e);
                result = new SendResult.Unknown(
                        "the channel failed: " + e.getClass().getSimpleName());
            }
        }
        if (!write(touch, token, result, committedAt)) {
            LOG.warn("Touch {}: the result came too late and was dropped: {}", touch.id(), result);
        }
        if (result instanceof SendResult.Paused paused) {
            LOG.warn("{} wants silence for {}: {}", channel.code(), paused.retryAfter(), paused.reason());
            close(channel, paused.retryAfter());
        }
        touches.ready().ring();
    }

    /** While the database is away the result is kept here: losing it would turn a message that arrived into an unknown one. */
    private boolean write(Touch touch, UUID token, SendResult result, long committedAt) {
        while (true) {
            try {
                return results.record(touch, token, result, clock.instant());
            } catch (DataAccessException | TransactionException e) {
                if (System.nanoTime() - committedAt > LEASE.toNanos()) {
                    throw e;
                }
                try {
                    Thread.sleep(WRITE_AGAIN_MS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    /** Sends without a result are given up; says whether there were any. */
    boolean giveUpOverdue() {
        var repeatable = channels.all().stream()
                .filter(Channel::isRepeatable)
                .map(Channel::code)
                .collect(Collectors.toSet());
        int overdue = results.giveUpOverdue(repeatable, clock.instant());
        if (overdue > 0) {
            LOG.warn("{} sends ended without a result: where they may have arrived they are not repeated", overdue);
            touches.ready().ring();
        }
        return overdue > 0;
    }

    private static OutboundMessage outbound(Touch touch) {
        var message = Message.ofJson(Objects.requireNonNull(touch.message()));
        return new OutboundMessage(
                touch.recipient(), message.text(), message.buttons(), message.attachment(), touch.replyTo());
    }

    private void close(Channel channel, Duration duration) {
        var wait = duration.compareTo(CLOSED) < 0 ? duration : CLOSED;
        closedUntil.put(channel.code(), System.nanoTime() + wait.toNanos());
        touches.ready().ringIn(wait);
    }

    private boolean isClosed(Channel channel) {
        Long until = closedUntil.get(channel.code());
        return until != null && until - System.nanoTime() > 0;
    }
}
