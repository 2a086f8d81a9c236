package io.rapport.client;

/**
 * An event that somebody else tells us of.
 *
 * @param isHeard whether it is something the client said or did towards us, so that he is not silent since then
 */
public record Arrival(Who who, Happening happening, boolean isHeard) {

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
