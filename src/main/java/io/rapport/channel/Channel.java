package io.rapport.channel;

/** A messenger we can write to. One instance speaks for one bot. */
public interface Channel {

    /** The code under which inbound rows, identities and touches name this channel, such as {@code telegram}. */
    String code();

    /** Whether an account is configured: touches for a channel that is not are kept until it is. */
    boolean isConfigured();

    /** Reads what this channel has put into the {@link Inbox}. Whatever it does not understand is UNKNOWN, never an exception. */
    InboundMessage read(byte[] raw);

    /** Asks the messenger's rate limits for a turn; to be asked right before a send, never by sleeping. */
    default Admission admit(String recipient) {
        return Admission.NOW;
    }

    /**
     * Sends one message and says what became of it. Blocks while the messenger answers, so never call it inside a transaction.
     * Never throws for what the messenger or the network does: each fault is a {@link SendResult}.
     */
    SendResult send(OutboundMessage message);

    /** Whether a send whose result was lost may be made again, because nobody can get it twice. */
    default boolean isRepeatable() {
        return false;
    }
}
