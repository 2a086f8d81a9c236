package io.rapport.web.console.payment;

import io.rapport.client.Purchases;
import io.rapport.content.Catalogue;
import io.rapport.content.PriceList;
import io.rapport.payment.desk.NoticeBook;
import io.rapport.payment.notice.Notice;
import io.rapport.payment.request.PaymentRequests;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The money of one client, for the pages that show it. */
@Component
public class ClientMoney {

    private final Purchases purchases;
    private final NoticeBook notices;
    private final PaymentRequests requests;
    private final Catalogue catalogue;
    private final PaymentForms forms;
    private final Clock clock;

    ClientMoney(
            Purchases purchases,
            NoticeBook notices,
            PaymentRequests requests,
            Catalogue catalogue,
            PaymentForms forms,
            Clock clock) {
        this.purchases = purchases;
        this.notices = notices;
        this.requests = requests;
        this.catalogue = catalogue;
        this.forms = forms;
        this.clock = clock;
    }

    public void show(long client, @Nullable String name, Model model, Locale locale) {
        Instant now = clock.instant();
        PriceList prices = catalogue.snapshot();
        model.addAttribute(
                        "purchases",
                        purchases.of(client).stream()
                                .map(purchase -> PurchaseRow.of(purchase, null, prices, locale))
                                .toList())
                .addAttribute(
                        "asked",
                        requests.openOf(client).stream()
                                .map(request -> AskedRow.of(request, prices, now, locale))
                                .toList())
                .addAttribute(
                        "open",
                        notices.of(client).stream()
                                .filter(Notice::isOpen)
                                .map(notice -> PaymentRow.of(notice, name, locale))
                                .toList())
                .addAttribute("entry", UUID.randomUUID().toString())
                .addAttribute("today", forms.today(now));
    }
}
