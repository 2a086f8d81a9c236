package io.rapport.client.merge;

import io.rapport.client.merge.MergeRefused.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The lanes of both, taken when nothing for either is with a messenger. */
final class BothLocks {

    /** A send is over by then; if not, its process is frozen. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long LOOK_AGAIN_MS = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    BothLocks(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * {@code for update}: whatever refers to one of them has been written before, and is seen, or comes after, and finds nobody.
     */
    Set<Long> lock(long one, long other) {
        var there = new TreeSet<Long>();
        for (long id : new TreeSet<>(List.of(one, other))) {
            jdbc.sql("select id from client where id = :id for update")
                    .param("id", id)
                    .query(Long.class)
                    .optional()
                    .ifPresent(there::add);
        }
        return there;
    }

    boolean isSending(long one, long other) {
        return jdbc.sql("select exists (select 1 from touch where client_id in (:one, :other) and state = 'SENDING')")
                .param("one", one)
                .param("other", other)
                .query(Boolean.class)
                .single();
    }

    private Optional<Merge> attempt(Supplier<Optional<Merge>> change) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> change.get()));
        } catch (PessimisticLockingFailureException e) {
            // Money or a message came for one of them, and both waited for each other: it goes first.
            return Optional.empty();
        }
    }

    /** Makes the change in a transaction of its own, once it has something to say. Waits outside of it. */
    Merge quietly(Supplier<Optional<Merge>> change) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Merge> done = attempt(change);
            if (done.isPresent()) {
                return done.get();
            }
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw new MergeRefused(
                        Reason.BUSY, "A message is just being sent and does not come to an end: try again");
            }
            try {
                Thread.sleep(LOOK_AGAIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
