package io.rapport.payment.notice;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider told, and what became of it.
 *
 * @param kind {@code PAID} or {@code REFUNDED}; absent while it has not been read
 * @param payment the provider's own name of the payment
 * @param amount absent if it is none that can be booked; {@code detail} then says what was told
 * @param clientId whose money it is, or whose it might be
 */
public record Notice(
        long id,
        String provider,
        String externalId,
        Instant receivedAt,
        State state,
        @Nullable String kind,
        @Nullable String payment,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable Instant at,
        @Nullable String reference,
        @Nullable String product,
        @Nullable String phone,
        @Nullable String email,
        @Nullable Reason reason,
        @Nullable String detail,
        @Nullable String error,
        @Nullable Long clientId,
        @Nullable String eventKey,
        @Nullable String bookedBy,
        @Nullable String comment,
        @Nullable Instant doneAt) {

    public enum State {
        RECEIVED,
        /** Booked. */
        APPLIED,
        /** There was nothing to book. */
        IGNORED,
        /** A refund that came before its payment. */
        WAITING,
        /** A person has to say whose it is. */
        UNMATCHED,
        /** A person said that it is nobody's. */
        DISMISSED,
        /** Could not be handled in several tries. */
        SET_ASIDE
    }

    /** A row of the table as it is. */
    public static Notice of(ResultSet rs, int number) throws SQLException {
        return NoticeRows.notice(rs);
    }

    public boolean isRefund() {
        return "REFUNDED".equals(kind);
    }

    /** Whether a person may still say whose it is. */
    public boolean isOpen() {
        return state == State.UNMATCHED || state == State.WAITING;
    }
}
