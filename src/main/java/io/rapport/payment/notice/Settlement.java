package io.rapport.payment.notice;

import io.rapport.payment.notice.Notice.State;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a notice.
 *
 * @param clientId whose money it is, or whose it might be
 * @param eventKey of the event that was left with the client
 */
record Settlement(
        State state,
        @Nullable Reason reason,
        @Nullable String detail,
        @Nullable Long clientId,
        @Nullable String eventKey) {

    static Settlement applied(long clientId, String eventKey) {
        return new Settlement(State.APPLIED, null, null, clientId, eventKey);
    }

    static Settlement known(long clientId) {
        return new Settlement(State.APPLIED, Reason.BOOKED_ALREADY, null, clientId, null);
    }

    static Settlement ignored(String what) {
        return new Settlement(State.IGNORED, null, what, null, null);
    }

    static Settlement unmatched(Reason reason, @Nullable String detail, @Nullable Long suspect) {
        return new Settlement(State.UNMATCHED, reason, detail, suspect, null);
    }

    static Settlement waiting() {
        return new Settlement(State.WAITING, Reason.NO_PAYMENT_YET, null, null, null);
    }
}
