package io.rapport.engagement.sweep;

import io.rapport.channel.Inbox;
import io.rapport.client.Client;
import io.rapport.client.DueClients;
import io.rapport.release.LiveRelease;
import io.rapport.release.Release;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes those who have been due longest, a batch in one transaction. Whoever cannot be decided about spoils the batch, which is
 * then gone through one by one, and is set aside.
 */
@Component
class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** Answers go first; but under a load that never ends, the sweep goes on in small steps. */
    private static final int PATIENCE = 20;

    private static final Duration GIVE_WAY = Duration.ofMillis(50);
    private static final int SMALL_STEP = 16;

    private final DueClients due;
    private final Reviews reviews;
    private final LiveRelease live;
    private final Inbox inbox;
    private final SweepBell bell;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int batch;
    private final AtomicInteger gaveWay = new AtomicInteger();

    Sweep(
            DueClients due,
            Reviews reviews,
            LiveRelease live,
            Inbox inbox,
            SweepBell bell,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${rapport.sweep.batch:100}") int batch) {
        this.due = due;
        this.reviews = reviews;
        this.live = live;
        this.inbox = inbox;
        this.bell = bell;
        this.transaction = transaction;
        this.clock = clock;
        this.batch = batch;
    }

    /** Deals with one batch. Returns false if there is nothing to be done now. */
    boolean sweepNext() {
        Instant now = clock.instant();
        if (!due.isAnyDue(now)) {
            return false;
        }
        if (!inbox.isAnyWaiting(now)) {
            gaveWay.set(0);
            return sweep(batch, now);
        }
        if (gaveWay.incrementAndGet() <= PATIENCE) {
            bell.bell().ringIn(GIVE_WAY);
            return false;
        }
        gaveWay.set(0);
        return sweep(SMALL_STEP, now);
    }

    private boolean sweep(int limit, Instant now) {
        Release release = live.current();
        List<Long> taken = new ArrayList<>();
        try {
            transaction.executeWithoutResult(status -> {
                List<Client> clients = due.lockDue(limit, now);
                clients.forEach(client -> taken.add(client.id()));
                reviews.review(clients, release, now);
            });
        } catch (CannotGetJdbcConnectionException | CannotCreateTransactionException | TransientDataAccessException e) {
            // The database is away, or others came across: that is nobody's fault. The station rests and comes again.
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn("A batch of {} due clients failed and is gone through one by one: {}", taken.size(), e.toString());
            taken.forEach(id -> reviewAlone(id, release, now));
        }
        if (!taken.isEmpty()) {
            // Another thread may take the next batch.
            bell.bell().ring();
        }
        return !taken.isEmpty();
    }

    private void reviewAlone(long id, Release release, Instant now) {
        try {
            transaction.executeWithoutResult(
                    status -> due.lockDue(id, now).ifPresent(client -> reviews.review(List.of(client), release, now)));
        } catch (CannotGetJdbcConnectionException | CannotCreateTransactionException | TransientDataAccessException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn("Client {} cannot be decided about and is set aside for a while", id, e);
            transaction.executeWithoutResult(
                    status -> due.lockDue(id, now).ifPresent(client -> due.setAside(id, String.valueOf(e), now)));
        }
    }
}
