package io.rapport.web.console.payment;

import io.rapport.content.Prices;
import io.rapport.payment.notice.Notice;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A notice as the page shows it.
 *
 * @param money the amount in words; what was told instead if it is none
 * @param who whose it is, or might be
 */
public record PaymentRow(
        Notice notice, String money, @Nullable String who) {

    static PaymentRow of(Notice notice, @Nullable String who, Locale locale) {
        String money = notice.amount() == null
                ? String.valueOf(notice.detail() == null ? "–" : notice.detail())
                : Prices.amount(
                        notice.amount(), notice.currency() == null ? "" : notice.currency(), locale.getLanguage());
        return new PaymentRow(notice, money.strip(), who);
    }
}
