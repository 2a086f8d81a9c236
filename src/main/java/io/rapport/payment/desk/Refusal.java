package io.rapport.payment.desk;

/** Why a person cannot do this: names the field of the form. */
public final class Refusal extends RuntimeException {

    /** What is wrong with it. */
    public enum Why {
        /** There is no such thing. */
        UNKNOWN,
        /** Somebody has settled it meanwhile. */
        SETTLED,
        /** It has no amount or no name that could be booked. */
        NOT_BOOKABLE,
        NOT_POSITIVE,
        IN_THE_FUTURE,
        MORE_THAN_PAID,
        MISSING,
        /** Something has come of it that cannot be undone here. */
        TOO_LATE
    }

    private final String field;
    private final Why why;

    public Refusal(String field, Why why) {
        super(field + ": " + why);
        this.field = field;
        this.why = why;
    }

    public String field() {
        return field;
    }

    public Why why() {
        return why;
    }
}
