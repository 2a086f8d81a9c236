package io.rapport.web.console.payment;

import io.rapport.client.Harmless;
import io.rapport.client.Purchases;
import io.rapport.content.Catalogue;
import io.rapport.insight.ClientFilter;
import io.rapport.insight.ClientRow;
import io.rapport.insight.ClientViews;
import io.rapport.insight.Cursor;
import io.rapport.payment.desk.NoticeBook;
import io.rapport.payment.notice.Notice;
import io.rapport.payment.notice.Notice.State;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Money: what waits for a person, what was set aside, and what came lately. */
@Controller
class PaymentsPage {

    private static final int ROWS = 50;
    private static final int CANDIDATES = 8;

    private static final Map<String, List<State>> SHOWN = Map.of(
            "open", List.of(State.UNMATCHED, State.WAITING, State.SET_ASIDE),
            "done", List.of(State.APPLIED),
            "dismissed", List.of(State.DISMISSED, State.IGNORED));

    private final NoticeBook notices;
    private final Purchases purchases;
    private final ClientViews clients;
    private final Catalogue catalogue;
    private final PaymentForms forms;
    private final Clock clock;

    PaymentsPage(
            NoticeBook notices,
            Purchases purchases,
            ClientViews clients,
            Catalogue catalogue,
            PaymentForms forms,
            Clock clock) {
        this.notices = notices;
        this.purchases = purchases;
        this.clients = clients;
        this.catalogue = catalogue;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping("/console/payments")
    String list(
            @RequestParam(defaultValue = "open") String show,
            @RequestParam(defaultValue = "") String after,
            Model model,
            Locale locale) {
        String shown = SHOWN.containsKey(show) ? show : "open";
        long before = after.matches("\\d{1,18}") ? Long.parseLong(after) : Long.MAX_VALUE;
        List<Notice> found = notices.list(SHOWN.get(shown), before, ROWS + 1);
        List<Notice> page = found.subList(0, Math.min(ROWS, found.size()));
        model.addAttribute("show", shown)
                .addAttribute("waiting", notices.waiting())
                .addAttribute(
                        "rows", page.stream().map(notice -> row(notice, locale)).toList())
                .addAttribute("next", found.size() > ROWS ? page.get(ROWS - 1).id() : null)
                .addAttribute(
                        "purchases",
                        purchases.latest(ROWS / 2).stream()
                                .map(purchase -> PurchaseRow.of(
                                        purchase, name(purchase.clientId()), catalogue.snapshot(), locale))
                                .toList());
        entry(model);
        return "console/payments";
    }

    @GetMapping("/console/payments/{id}")
    String one(@PathVariable long id, @RequestParam(defaultValue = "") String q, Model model, Locale locale) {
        Notice notice = notices.find(id).orElse(null);
        if (notice == null) {
            return "redirect:/console/payments";
        }
        String text = Harmless.text(q.length() > 200 ? q.substring(0, 200) : q).strip();
        List<ClientRow> candidates = text.isEmpty()
                ? List.of()
                : clients.list(ClientFilter.ALL.withText(text), Cursor.START, CANDIDATES)
                        .items();
        ClientRow suspect = notice.clientId() == null
                ? null
                : clients.find(notice.clientId()).orElse(null);
        model.addAttribute("row", row(notice, locale))
                .addAttribute("q", text)
                .addAttribute("suspect", suspect)
                .addAttribute("candidates", candidates)
                .addAttribute("products", catalogue.snapshot().products());
        return "console/payment";
    }

    private void entry(Model model) {
        model.addAttribute("products", catalogue.snapshot().products())
                .addAttribute("entry", UUID.randomUUID().toString())
                .addAttribute("today", forms.today(clock.instant()));
    }

    private PaymentRow row(Notice notice, Locale locale) {
        return PaymentRow.of(notice, notice.clientId() == null ? null : name(notice.clientId()), locale);
    }

    private @Nullable String name(long client) {
        return clients.find(client)
                .map(row -> row.name() == null ? "№ " + row.id() : row.name())
                .orElse(null);
    }
}
