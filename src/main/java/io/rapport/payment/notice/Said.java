package io.rapport.payment.notice;

import io.rapport.payment.Currencies;
import io.rapport.payment.provider.Statement;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A statement as it is kept: one row, with nothing in it that the database could refuse. */
record Said(
        @Nullable String kind,
        @Nullable String payment,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable Instant at,
        @Nullable String reference,
        @Nullable String product,
        @Nullable String phone,
        @Nullable String email) {

    private static final Said NOTHING = new Said(null, null, null, null, null, null, null, null, null);
    private static final int LONGEST_CURRENCY = 10;

    static Said of(Statement statement, Instant now) {
        if (statement instanceof Statement.Paid paid) {
            var payer = paid.payer();
            return new Said(
                    "PAID",
                    paid.payment(),
                    Currencies.amount(paid.amount()).orElse(null),
                    currency(paid.currency()),
                    notLater(paid.at(), now),
                    payer.references().stream().findFirst().orElse(null),
                    payer.product(),
                    payer.phone(),
                    payer.email());
        }
        if (statement instanceof Statement.Refunded refunded) {
            return new Said(
                    "REFUNDED",
                    refunded.payment(),
                    Currencies.amount(refunded.amount()).orElse(null),
                    currency(refunded.currency()),
                    notLater(refunded.at(), now),
                    null,
                    null,
                    null,
                    null);
        }
        return NOTHING;
    }

    /** Other people's clocks run ahead; what has been told of has happened. Nor is money older than the house. */
    static Instant notLater(@Nullable Instant at, Instant now) {
        boolean isPlausible = at != null && !at.isAfter(now) && at.isAfter(Instant.parse("2000-01-01T00:00:00Z"));
        return isPlausible ? at : now;
    }

    private static @Nullable String currency(@Nullable String told) {
        return told == null || told.length() > LONGEST_CURRENCY ? null : told.toUpperCase(Locale.ROOT);
    }
}
