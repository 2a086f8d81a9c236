package io.rapport.outbox;

import io.rapport.client.Clients;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes a client when nothing for it is with a messenger. The gate keeps every send from beginning after an opt-out or a takeover
 * has committed, but one that has passed the gate may be about to call; whoever must be able to say "from now on nothing
 * arrives" makes the change through here.
 */
@Component
public class QuietLine {

    /** A send is over by then; if its process is frozen, it will not call any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long LOOK_AGAIN_MS = 10;

    private final Clients clients;
    private final Touches touches;
    private final TransactionTemplate transaction;

    public QuietLine(Clients clients, Touches touches, TransactionTemplate transaction) {
        this.clients = clients;
        this.touches = touches;
        this.transaction = transaction;
    }

    /**
     * Makes the change in a transaction under the client's lock. Waits outside of it, so call it outside of any; not longer than
     * 15 seconds, because an opt-out must not fail for want of a messenger's answer.
     *
     * @param change must not return null
     */
    public <T> T change(long clientId, Supplier<T> change) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Waiting inside a transaction would hold its locks: call change() outside");
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean patient = System.nanoTime() < end && !Thread.currentThread().isInterrupted();
            Optional<T> changed = transaction.execute(status -> {
                clients.lock(clientId);
                return patient && touches.isSending(clientId) ? Optional.empty() : Optional.of(change.get());
            });
            if (changed != null && changed.isPresent()) {
                return changed.get();
            }
            try {
                Thread.sleep(LOOK_AGAIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
