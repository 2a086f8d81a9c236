package io.rapport.payment.provider;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a notice says. Amounts and currencies are as they were told: whether they can be booked is not for the provider to say. */
public sealed interface Statement {

    /**
     * Money came.
     *
     * @param payment the provider's own name of it
     */
    record Paid(
            String payment,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable Instant at,
            Payer payer) implements Statement {}

    /**
     * Money went back.
     *
     * @param refund the provider's own name of it
     * @param payment of which payment
     * @param currency absent if the provider does not say: that of the payment
     * @param isTotal whether the amount is all that has gone back of this payment so far
     */
    record Refunded(
            String refund,
            String payment,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable Instant at,
            boolean isTotal)
            implements Statement {}

    /** Nothing that moves money: a payment that failed, a check. */
    record Irrelevant(String what) implements Statement {}

    /** Signed, and yet not to be understood: a person has to look. */
    record Unreadable(String why) implements Statement {}

    /** The provider itself knows nothing of it. */
    record Disowned(String why) implements Statement {}

    /**
     * Who paid and what for, as far as the provider was told.
     *
     * @param references whatever of ours may be among what the provider hands back, the likeliest first
     */
    record Payer(
            List<String> references,
            @Nullable String product,
            @Nullable String phone,
            @Nullable String email) {}
}
