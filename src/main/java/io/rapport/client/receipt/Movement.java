package io.rapport.client.receipt;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Money of a client on its way, in or out.
 *
 * @param id of the purchase or of the refund
 * @param product its code; absent if the refund does not say what it is for
 * @param isVoid whether all of it has gone back already
 */
public record Movement(
        Way way, long id, long clientId, @Nullable String product, BigDecimal amount, String currency, boolean isVoid) {

    public enum Way {
        IN,
        OUT
    }
}
