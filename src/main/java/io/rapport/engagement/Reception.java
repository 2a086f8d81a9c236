package io.rapport.engagement;

import io.rapport.channel.Channel;
import io.rapport.channel.Channels;
import io.rapport.channel.InboundMessage;
import io.rapport.channel.InboundMessage.Kind;
import io.rapport.channel.Inbox;
import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Events;
import io.rapport.client.Identities;
import io.rapport.fact.Deeds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes one message after the other out of the inbox and sees to it that each comes to an end. */
@Component
class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Inbox inbox;
    private final Channels channels;
    private final Conversation conversation;
    private final Clients clients;
    private final Identities identities;
    private final Events events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reception(
            Inbox inbox,
            Channels channels,
            Conversation conversation,
            Clients clients,
            Identities identities,
            Events events,
            TransactionTemplate transaction,
            Clock clock) {
        this.inbox = inbox;
        this.channels = channels;
        this.conversation = conversation;
        this.clients = clients;
        this.identities = identities;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Handles the next message. Returns false if none is ready. */
    boolean handleNext() {
        Optional<Inbox.Claim> claim = inbox.claim(clock.instant(), LEASE);
        claim.ifPresent(this::handle);
        return claim.isPresent();
    }

    private void handle(Inbox.Claim claim) {
        try {
            InboundMessage message = channels.find(claim.channel())
                    .map(channel -> read(channel, claim))
                    .orElseGet(() -> new InboundMessage(Kind.UNKNOWN, claim.lane(), "", Map.of()));
            switch (message.kind()) {
                case UNKNOWN, EDITED -> inbox.ignored(claim.id(), claim.token(), clock.instant());
                case BLOCKED, UNBLOCKED -> reachability(claim, message.kind() == Kind.UNBLOCKED);
                default -> conversation.answer(claim, message);
            }
        } catch (StaleClaim e) {
            LOG.info("{}; nothing was changed", e.getMessage());
        } catch (CannotGetJdbcConnectionException | CannotCreateTransactionException | TransientDataAccessException e) {
            // The database is away: that is no fault of this message. The station rests, the lease runs out.
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("Inbound message {} failed, try {}", claim.id(), claim.attempts(), e);
            inbox.failed(claim.id(), claim.token(), String.valueOf(e), clock.instant());
        }
    }

    private static InboundMessage read(Channel channel, Inbox.Claim claim) {
        return channel.read(claim.raw());
    }

    /** Who blocks the bot is no new client; who is one stays one, only out of reach. */
    private void reachability(Inbox.Claim claim, boolean isReachable) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            Optional<Client> client = clients.find(claim.channel(), claim.lane());
            client.ifPresent(known -> {
                clients.lock(known.id());
                identities.reachable(claim.channel(), claim.lane(), isReachable, claim.receivedAt());
                events.append(
                        known.id(),
                        isReachable ? Deeds.UNBLOCKED : Deeds.BLOCKED,
                        claim.receivedAt(),
                        Map.of(),
                        "in:" + claim.id());
            });
            boolean held = client.isPresent()
                    ? inbox.done(claim.id(), claim.token(), client.get().id(), now)
                    : inbox.ignored(claim.id(), claim.token(), now);
            if (!held) {
                throw new StaleClaim(claim.id());
            }
        });
    }
}
