package io.rapport.web.console.payment;

import io.rapport.client.NoSuchClient;
import io.rapport.client.Purchases;
import io.rapport.insight.ClientRow;
import io.rapport.insight.ClientViews;
import io.rapport.payment.desk.NoticeBook;
import io.rapport.payment.request.PaymentRequests;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The money of one client; a part of the client's page, and a page of its own. */
@Controller
class ClientPurchasesPage {

    private final ClientViews clients;
    private final Purchases purchases;
    private final NoticeBook notices;
    private final PaymentRequests requests;
    private final PaymentForms forms;
    private final Clock clock;

    ClientPurchasesPage(
            ClientViews clients,
            Purchases purchases,
            NoticeBook notices,
            PaymentRequests requests,
            PaymentForms forms,
            Clock clock) {
        this.clients = clients;
        this.purchases = purchases;
        this.notices = notices;
        this.requests = requests;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping("/console/clients/{id}/purchases")
    String purchases(@PathVariable long id, @RequestParam(defaultValue = "") String part, Model model, Locale locale) {
        ClientRow client = clients.find(id).orElseThrow(() -> new NoSuchClient(id));
        model.addAttribute("client", client)
                .addAttribute(
                        "purchases",
                        purchases.of(id).stream()
                                .map(purchase -> PurchaseRow.of(purchase, null, locale))
                                .toList())
                .addAttribute(
                        "asked",
                        requests.openOf(id).stream()
                                .map(request -> AskedRow.of(request, clock.instant(), locale))
                                .toList())
                .addAttribute(
                        "open",
                        notices.of(id).stream()
                                .filter(notice -> notice.isOpen())
                                .map(notice -> PaymentRow.of(notice, client.name(), locale))
                                .toList())
                .addAttribute("entry", UUID.randomUUID().toString())
                .addAttribute("today", forms.today(clock.instant()));
        return part.isEmpty() ? "console/purchases" : "console/purchases :: purchases";
    }
}
