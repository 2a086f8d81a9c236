package io.rapport.payment.request;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client is asked to pay.
 *
 * @param reference by which the provider, and we, know it again; nobody can guess it
 * @param clientId absent once the client has been forgotten
 * @param url where it is paid
 */
public record PaymentRequest(
        long id,
        String reference,
        @Nullable Long clientId,
        String product,
        BigDecimal amount,
        String currency,
        String url,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant paidAt) {

    public boolean isPaid() {
        return paidAt != null;
    }

    public boolean hasExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
