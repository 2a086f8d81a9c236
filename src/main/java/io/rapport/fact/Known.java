package io.rapport.fact;

import io.rapport.client.Client;
import io.rapport.client.Consent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a client besides events.
 *
 * @param tags those that earlier decisions put on
 * @param channel where the client was last heard
 * @param isReachable whether any channel still reaches the client
 * @param enrolment the sequence the client is in, if any
 * @param isTouchPending whether something that nobody asked for is on its way to the client
 * @param promises what the adverts promise by which the client may have come
 */
public record Known(
        Client client,
        Set<String> tags,
        List<Consent> consents,
        String channel,
        boolean isReachable,
        @Nullable Enrolment enrolment,
        boolean isTouchPending,
        Promises promises) {

    /** Somebody whom no advert promised anything. */
    public Known(
            Client client,
            Set<String> tags,
            List<Consent> consents,
            String channel,
            boolean isReachable,
            @Nullable Enrolment enrolment,
            boolean isTouchPending) {
        this(client, tags, consents, channel, isReachable, enrolment, isTouchPending, Promises.NONE);
    }

    /** Somebody in no sequence, with nothing on its way. */
    public Known(Client client, Set<String> tags, List<Consent> consents, String channel) {
        this(client, tags, consents, channel, true, null, false);
    }
}
