package io.rapport.web.console.payment;

import io.rapport.content.Prices;
import io.rapport.payment.request.PaymentRequest;
import java.time.Instant;
import java.util.Locale;

/** What a client was asked to pay and has not yet. */
public record AskedRow(PaymentRequest request, String money, boolean isOver) {

    static AskedRow of(PaymentRequest request, Instant now, Locale locale) {
        return new AskedRow(
                request,
                Prices.amount(request.amount(), request.currency(), locale.getLanguage()),
                request.hasExpired(now));
    }
}
