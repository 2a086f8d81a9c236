package io.rapport.web.console.payment;

import io.rapport.client.Harmless;
import io.rapport.payment.desk.ManualEntries;
import io.rapport.payment.desk.Refusal;
import io.rapport.web.payment.PaymentCounter;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people do about money in the console. Each deed ends on a page with a word on what became of it, or with the field that is wrong. */
@Controller
class PaymentDeeds {

    private static final int LONGEST = 200;

    private final PaymentCounter counter;
    private final PaymentForms forms;
    private final Clock clock;

    PaymentDeeds(PaymentCounter counter, PaymentForms forms, Clock clock) {
        this.counter = counter;
        this.forms = forms;
        this.clock = clock;
    }

    @PostMapping("/console/payments/{id}/assign")
    String assign(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String clientId,
            @RequestParam(defaultValue = "") String product,
            Principal who,
            RedirectAttributes then) {
        return attempt("/console/payments/" + id, then, () -> {
            counter.assign(id, PaymentForms.client(clientId), cut(product), who.getName());
            return "done.payment-assigned";
        });
    }

    @PostMapping("/console/payments/{id}/dismiss")
    String dismiss(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String comment,
            Principal who,
            RedirectAttributes then) {
        return attempt("/console/payments/" + id, then, () -> {
            counter.dismiss(id, comment.length() > 500 ? comment.substring(0, 500) : comment, who.getName());
            return "done.payment-dismissed";
        });
    }

    @PostMapping("/console/payments/{id}/undo")
    String undo(@PathVariable long id, Principal who, RedirectAttributes then) {
        return attempt("/console/payments/" + id, then, () -> {
            counter.undo(id, who.getName());
            return "done.payment-undone";
        });
    }

    @PostMapping("/console/payments/entries")
    String enter(@RequestParam Map<String, String> form, Principal who, RedirectAttributes then) {
        return attempt("/console/payments", then, () -> {
            var paid = new ManualEntries.Paid(
                    cut(form.getOrDefault("entry", "")),
                    PaymentForms.client(form.getOrDefault("clientId", "")),
                    cut(form.getOrDefault("product", "")),
                    PaymentForms.amount(cut(form.getOrDefault("amount", ""))),
                    null,
                    forms.day(form.getOrDefault("at", ""), clock.instant()));
            if (paid.entry().isBlank()) {
                throw new Refusal("entry", Refusal.Why.MISSING);
            }
            return counter.enter(paid, who.getName()) ? "done.payment-entered" : "done.payment-known";
        });
    }

    @PostMapping("/console/clients/{client}/purchases/{purchase}/refunds")
    String refund(
            @PathVariable long client,
            @PathVariable long purchase,
            @RequestParam Map<String, String> form,
            Principal who,
            RedirectAttributes then) {
        return attempt("/console/clients/" + client, then, () -> {
            boolean isNew = counter.refund(
                    cut(form.getOrDefault("entry", "")),
                    purchase,
                    PaymentForms.amount(cut(form.getOrDefault("amount", ""))),
                    forms.day(form.getOrDefault("at", ""), clock.instant()),
                    who.getName());
            return isNew ? "done.refund-entered" : "done.payment-known";
        });
    }

    private interface Deed {
        String run();
    }

    private static String attempt(String back, RedirectAttributes then, Deed deed) {
        try {
            then.addFlashAttribute("done", deed.run());
        } catch (Refusal refusal) {
            then.addFlashAttribute("mistake", "payment-mistake." + refusal.field() + "." + refusal.why())
                    .addFlashAttribute("mistakeIn", refusal.field());
        }
        return "redirect:" + back;
    }

    private static String cut(String text) {
        return Harmless.text(text.length() > LONGEST ? text.substring(0, LONGEST) : text)
                .strip();
    }
}
