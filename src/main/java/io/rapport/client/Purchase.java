package io.rapport.client;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Something a client paid for.
 *
 * @param externalId the provider's own name of the payment
 * @param refunded what of the amount went back
 */
public record Purchase(
        long id,
        long clientId,
        String product,
        String provider,
        String externalId,
        BigDecimal amount,
        String currency,
        Instant paidAt,
        BigDecimal refunded) {

    /** What could still go back. */
    public BigDecimal left() {
        return amount.subtract(refunded);
    }
}
