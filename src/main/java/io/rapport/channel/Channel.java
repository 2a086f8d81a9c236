package io.rapport.channel;

/** A messenger we can write to. One instance speaks for one bot. */
public interface Channel {

    /** The code under which inbound rows, identities and touches name this channel, such as {@code telegram}. */
    String code();

    /** Whether an account is configured: touches for a channel that is not are kept until it is. */
    boolean isConfigured();

    /**
     * Sends one message and says what became of it. Blocks while the messenger answers, so never call it inside a transaction.
     * Never throws for what the messenger or the network does: each fault is a {@link SendResult}.
     */
    SendResult send(OutboundMessage message);
}
