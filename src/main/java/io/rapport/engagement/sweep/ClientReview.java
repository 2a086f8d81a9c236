package io.rapport.engagement.sweep;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.release.LiveRelease;
import io.rapport.release.Release;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks after one client now, as if its time had come. */
@Component
public class ClientReview {

    private final Clients clients;
    private final Reviews reviews;
    private final LiveRelease live;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ClientReview(Clients clients, Reviews reviews, LiveRelease live, TransactionTemplate transaction, Clock clock) {
        this.clients = clients;
        this.reviews = reviews;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Decides and carries out.
     *
     * @throws io.rapport.client.NoSuchClient if there is none
     */
    public Asked review(long clientId) {
        Release release = live.current();
        return Objects.requireNonNull(transaction.execute(status -> {
            Client client = clients.lock(clientId);
            return reviews.reviewAsked(client, release, clock.instant());
        }));
    }
}
