package io.rapport.web.console.payment;

import io.rapport.client.Purchase;
import io.rapport.content.PriceList;
import io.rapport.content.Prices;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as the page shows it.
 *
 * @param back what of it went back; absent if nothing did
 * @param left what of it could still go back
 */
public record PurchaseRow(
        Purchase purchase,
        String course,
        String money,
        @Nullable String back,
        String left,
        @Nullable String who) {

    static PurchaseRow of(Purchase purchase, @Nullable String who, PriceList prices, Locale locale) {
        String language = locale.getLanguage();
        return new PurchaseRow(
                purchase,
                prices.product(purchase.product())
                        .map(product -> product.nameIn(language))
                        .orElse(purchase.product()),
                Prices.amount(purchase.amount(), purchase.currency(), language),
                purchase.refunded().signum() == 0
                        ? null
                        : Prices.amount(purchase.refunded(), purchase.currency(), language),
                Prices.amount(purchase.left(), purchase.currency(), language),
                who);
    }
}
