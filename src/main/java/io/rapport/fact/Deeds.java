package io.rapport.fact;

import java.util.Set;

/** Events that the bot itself leaves by acting, and those of clients that facts are computed from. Signals are events too, under their own codes. */
public final class Deeds {

    public static final String STARTED = "STARTED";
    public static final String MESSAGE = "MESSAGE";
    public static final String BUTTON = "BUTTON";
    public static final String CONTACT_SHARED = "CONTACT_SHARED";
    public static final String BLOCKED = "BLOCKED";
    public static final String UNBLOCKED = "UNBLOCKED";
    /** The bot answered; {@code value} is the action, {@code templates} the ids of what it said. */
    public static final String REPLIED = "REPLIED";
    /** The bot's answer ended with a question; {@code value} is its code. */
    public static final String QUESTION_ASKED = "QUESTION_ASKED";
    /** The bot handed over content; {@code value} is its id. */
    public static final String CONTENT_SENT = "CONTENT_SENT";

    /** The client followed a short link of ours; {@code value} is the id of the material, or the site; {@code touch} the key of the touch. */
    public static final String LINK_CLICKED = "LINK_CLICKED";
    /** A preview, a gateway or a robot did; {@code sign} says how it showed. */
    public static final String LINK_CLICKED_BY_MACHINE = "LINK_CLICKED_BY_MACHINE";
    /** The client opened a material; {@code value} is its id. */
    public static final String CONTENT_OPENED = "CONTENT_OPENED";

    /** The client opened the page where a course is paid; {@code value} is the code of the product. */
    public static final String PAYMENT_PAGE_OPENED = "PAYMENT_PAGE_OPENED";
    /** The client followed a link to something else; {@code value} is the site. */
    public static final String SITE_OPENED = "SITE_OPENED";

    public static final String OFFER_MADE = "OFFER_MADE";
    public static final String MAGNET_SENT = "MAGNET_SENT";
    public static final String TRIAL_BOOKED = "TRIAL_BOOKED";
    public static final String TRIAL_DONE = "TRIAL_DONE";
    public static final String TRIAL_MISSED = "TRIAL_MISSED";
    /** {@code amount} is what was paid. */
    public static final String PURCHASED = "PURCHASED";
    /** {@code amount} is what was given back. */
    public static final String REFUNDED = "REFUNDED";

    /** A touch that nobody asked for leaves; {@code touch} is its key, {@code goal}, {@code template} and {@code content} what it is about; {@code sequence}, {@code cycle} and {@code step} if it was a step of one. */
    public static final String TOUCHED = "TOUCHED";
    /** A touch that had left surely did not arrive; {@code touch} is its key. */
    public static final String TOUCH_LOST = "TOUCH_LOST";
    /** A cycle of touches came to nothing: the client is left in peace for a while. */
    public static final String RESTED = "RESTED";
    /** Nothing more is tried of the bot's own accord. */
    public static final String GAVE_UP = "GAVE_UP";
    /** The client follows a sequence from now on; {@code value} is its code. */
    public static final String SERIES_STARTED = "SERIES_STARTED";
    /** {@code value} is the code of the sequence, {@code reason} why it ended. */
    public static final String SERIES_ENDED = "SERIES_ENDED";

    /** The client declined to be sent offers. */
    public static final String REFUSED_CONSENT = "REFUSED_CONSENT";
    /** Somebody of the school wrote to the client. */
    public static final String OPERATOR_WROTE = "OPERATOR_WROTE";

    /** The client rated the school; {@code value} is 0 to 10. */
    public static final String NPS = "NPS";
    /** The client wrote a review of us somewhere. */
    public static final String REVIEW_LEFT = "REVIEW_LEFT";

    /** The client does not want to leave a phone or an e-mail. */
    public static final String CONTACT_REFUSED = "CONTACT_REFUSED";
    /** The client does not agree to personal data being kept. */
    public static final String REFUSED_DATA = "REFUSED_DATA";

    static final String HANDED_OFF = "HANDED_OFF";
    static final String RETURNED_TO_BOT = "RETURNED_TO_BOT";
    static final String READY_TO_BUY = "READY_TO_BUY";
    static final String TOLD_LEVEL = "TOLD_LEVEL";
    static final String TOLD_INTEREST = "TOLD_INTEREST";
    static final String TOLD_CONTACT = "TOLD_CONTACT";
    static final String ASKED_PRICE = "ASKED_PRICE";
    static final String OBJECTION_PRICE = "OBJECTION_PRICE";
    static final String COMPLAINT = "COMPLAINT";

    /** What the client says or does towards us: he is not silent since then. */
    public static final Set<String> HEARD = Set.of(STARTED, MESSAGE, BUTTON, CONTACT_SHARED);

    /** What the bot leaves by talking; told by anybody else, these would make it believe that it has said what it has not. */
    public static final Set<String> OF_THE_BOT = Set.of(
            REPLIED, QUESTION_ASKED, "CLARIFIED", TOUCHED, TOUCH_LOST, RESTED, GAVE_UP, SERIES_STARTED, SERIES_ENDED);

    private Deeds() {}
}
