package io.rapport.client;

import org.jspecify.annotations.Nullable;

/**
 * An event that somebody else tells us of.
 *
 * @param weight what it means for when the client is looked at
 * @param payment the money it is about
 */
public record Arrival(
        Who who,
        Happening happening,
        Weight weight,
        @Nullable Payment payment) {

    public Arrival(Who who, Happening happening, Weight weight) {
        this(who, happening, weight, null);
    }

    public enum Weight {
        /** The client said or did it towards us: he is not silent since then. */
        HEARD,
        /** Rules look at the client soon. */
        NOTED,
        /** Nothing the client did: nobody is looked at because of it. */
        NOTHING
    }

    /** Whom it happened to. */
    public sealed interface Who {}

    public record Known(long clientId) implements Who {}

    /** A person of a channel; becomes a client with the first event if nobody knows him yet. */
    public record Person(String channel, String externalId) implements Who {}

    /** What became of it. */
    public enum Fate {
        ACCEPTED,
        /** The client has an event under this key already. */
        DUPLICATE,
        NO_SUCH_CLIENT
    }
}
