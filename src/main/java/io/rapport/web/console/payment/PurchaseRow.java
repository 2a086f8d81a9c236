package io.rapport.web.console.payment;

import io.rapport.client.Purchase;
import io.rapport.content.Prices;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as the page shows it.
 *
 * @param back what of it went back; absent if nothing did
 */
public record PurchaseRow(
        Purchase purchase,
        String money,
        @Nullable String back,
        @Nullable String who) {

    static PurchaseRow of(Purchase purchase, @Nullable String who, Locale locale) {
        String language = locale.getLanguage();
        return new PurchaseRow(
                purchase,
                Prices.amount(purchase.amount(), purchase.currency(), language),
                purchase.refunded().signum() == 0
                        ? null
                        : Prices.amount(purchase.refunded(), purchase.currency(), language),
                who);
    }
}
