package io.rapport.client;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Money that went one way or the other, as somebody tells of it together with its event. */
public sealed interface Payment {

    /**
     * @param product its code; whoever sells may sell what we do not
     * @param externalId names it at the provider, for whomever; absent means that the key of its event does, for this client
     */
    record Paid(
            String product,
            BigDecimal amount,
            String currency,
            String provider,
            @Nullable String externalId) implements Payment {}

    /**
     * @param product of which purchase, absent means of the latest ones
     * @param externalId of which purchase at the provider, absent means of the latest ones
     */
    record Refunded(
            BigDecimal amount,
            @Nullable String product,
            String provider,
            @Nullable String externalId) implements Payment {}
}
