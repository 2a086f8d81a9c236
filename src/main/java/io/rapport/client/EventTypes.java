package io.rapport.client;

/** The events that the code itself leaves or reads. Any other type is a matter between the sender and the rules. */
public final class EventTypes {

    /** The client wrote; {@code attributes.text}. */
    public static final String MESSAGE = "MESSAGE";

    public static final String OPTED_OUT = "OPTED_OUT";
    public static final String OPTED_IN = "OPTED_IN";
    public static final String HANDED_OFF = "HANDED_OFF";
    public static final String RETURNED_TO_BOT = "RETURNED_TO_BOT";
    public static final String GAVE_CONSENT = "GAVE_CONSENT";
    public static final String WITHDREW_CONSENT = "WITHDREW_CONSENT";

    /** {@code amount} is what was paid, {@code value} for which product. */
    public static final String PURCHASED = "PURCHASED";

    /** {@code amount} is what was given back. */
    public static final String REFUNDED = "REFUNDED";
    /** Another client turned out to be this one; {@code with} is the id it had, {@code evidence} what showed it. */
    public static final String CLIENTS_MERGED = "CLIENTS_MERGED";
    /** That was wrong: {@code from} is the id of the other one. */
    public static final String CLIENTS_PARTED = "CLIENTS_PARTED";

    private EventTypes() {}
}
