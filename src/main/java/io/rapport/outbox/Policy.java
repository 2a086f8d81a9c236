package io.rapport.outbox;

import io.rapport.decision.Verdict;
import java.time.Instant;

/** Says whether a touch may leave now. Asked under the client's lock, for every touch, just before it leaves. */
@FunctionalInterface
public interface Policy {

    /** @param client read under the lock; enough for most touches, so that nothing else need be read */
    Verdict check(Touch touch, ClientFacts client, Instant now);
}
