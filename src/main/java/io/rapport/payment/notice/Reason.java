package io.rapport.payment.notice;

/** Why money is not booked by itself. */
public enum Reason {
    /** Signed, and yet not to be understood. */
    UNREADABLE,
    /** Not above zero, finer than hundredths, or more than the books can hold. */
    BAD_AMOUNT,
    UNKNOWN_CURRENCY,
    /** Nothing in it says whose it is. */
    NOBODY_NAMED,
    /** It names a reference, a telephone or an e-mail that nobody here has. */
    NOBODY_KNOWN,
    SEVERAL_CLIENTS,
    /** One client named this telephone or e-mail, and nothing shows that it is his own. */
    UNPROVEN_CONTACT,
    /** The client is known; what for is not. */
    UNKNOWN_PRODUCT,
    /** Not what the client was asked to pay. */
    AMOUNT_DIFFERS,
    /** What the client was asked for has been paid before. */
    PAID_ALREADY,
    CLIENT_ERASED,
    /** A refund in another currency than the payment. */
    OTHER_CURRENCY,
    /** More would go back than was paid. */
    MORE_THAN_PAID,
    /** A refund whose payment has not been booked yet. */
    NO_PAYMENT_YET,
    /** The provider itself knows nothing of it. */
    DISOWNED,
    /** The books know it already: told twice under two names, or by two ways. */
    BOOKED_ALREADY
}
