package io.rapport.web.payment;

import io.rapport.payment.notice.Notice;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A notice as callers of the API see it. */
record PaymentShape(
        long id,
        String provider,
        String externalId,
        Notice.State state,
        @Nullable String kind,
        @Nullable String paymentId,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable Instant at,
        Instant receivedAt,
        @Nullable String reference,
        @Nullable String product,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable String error,
        @Nullable Long clientId,
        @Nullable String by,
        @Nullable String comment) {

    static PaymentShape of(Notice notice) {
        return new PaymentShape(
                notice.id(),
                notice.provider(),
                notice.externalId(),
                notice.state(),
                notice.kind(),
                notice.payment(),
                notice.amount(),
                notice.currency(),
                notice.at(),
                notice.receivedAt(),
                notice.reference(),
                notice.product(),
                notice.phone(),
                notice.email(),
                notice.reason() == null ? null : notice.reason().name(),
                notice.detail(),
                notice.error(),
                notice.clientId(),
                notice.bookedBy(),
                notice.comment());
    }
}
