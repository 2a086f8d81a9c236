package io.rapport.web.console.payment;

import io.rapport.content.PriceList;
import io.rapport.content.Prices;
import io.rapport.payment.request.PaymentRequest;
import java.time.Instant;
import java.util.Locale;

/** What a client was asked to pay and has not yet. */
public record AskedRow(PaymentRequest request, String course, String money, boolean isOver) {

    static AskedRow of(PaymentRequest request, PriceList prices, Instant now, Locale locale) {
        String language = locale.getLanguage();
        return new AskedRow(
                request,
                prices.product(request.product())
                        .map(product -> product.nameIn(language))
                        .orElse(request.product()),
                Prices.amount(request.amount(), request.currency(), language),
                request.hasExpired(now));
    }
}
