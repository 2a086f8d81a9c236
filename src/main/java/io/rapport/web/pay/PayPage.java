package io.rapport.web.pay;

import io.rapport.channel.station.RateLimit;
import io.rapport.content.Catalogue;
import io.rapport.content.Prices;
import io.rapport.content.Product;
import io.rapport.payment.notice.Notices;
import io.rapport.payment.request.PaymentLinks;
import io.rapport.payment.request.PaymentRequest;
import io.rapport.payment.request.PaymentRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whoever knows the reference may pay: it cannot be guessed, and pays once. That is why there is no session and no token against
 * foreign forms; still, only this page's own form is listened to.
 */
@Controller
class PayPage {

    private final PaymentLinks links;
    private final PaymentRequests requests;
    private final Notices notices;
    private final Catalogue catalogue;
    private final Clock clock;
    private final String school;
    /** For those who try references: a person has one, and needs one turn. */
    private final RateLimit strangers = new RateLimit(60, 2);

    PayPage(
            PaymentLinks links,
            PaymentRequests requests,
            Notices notices,
            Catalogue catalogue,
            Clock clock,
            @Value("${rapport.school:Берег}") String school) {
        this.links = links;
        this.requests = requests;
        this.notices = notices;
        this.catalogue = catalogue;
        this.clock = clock;
        this.school = school;
    }

    /** What the page has to say. */
    enum Standing {
        OPEN,
        /** The reader thought better of it. */
        CANCELLED,
        /** The provider, that is we, told it; it is not booked yet. */
        UNDERWAY,
        PAID,
        EXPIRED,
        UNKNOWN,
        TOO_MANY
    }

    @GetMapping("/pay/{reference:[0-9A-Za-z]+}")
    String page(
            @PathVariable String reference,
            @RequestParam(required = false) @Nullable String cancelled,
            @RequestParam(required = false) @Nullable String paid,
            Model model,
            Locale locale,
            HttpServletRequest call,
            HttpServletResponse response) {
        if (!strangers.take(call.getRemoteAddr()).isZero()) {
            return say(Standing.TOO_MANY, HttpStatus.TOO_MANY_REQUESTS, model, response);
        }
        Optional<PaymentRequest> found = links.isOwnPageOpen() ? requests.find(reference) : Optional.empty();
        if (found.isEmpty() || found.get().clientId() == null) {
            return say(Standing.UNKNOWN, HttpStatus.NOT_FOUND, model, response);
        }
        strangers.giveBack(call.getRemoteAddr());
        PaymentRequest request = found.get();
        describe(request, model, locale);
        if (request.isPaid()) {
            return say(Standing.PAID, HttpStatus.OK, model, response);
        }
        if (paid != null) {
            return say(Standing.UNDERWAY, HttpStatus.OK, model, response);
        }
        if (request.hasExpired(clock.instant())) {
            return say(Standing.EXPIRED, HttpStatus.GONE, model, response);
        }
        return say(cancelled == null ? Standing.OPEN : Standing.CANCELLED, HttpStatus.OK, model, response);
    }

    @PostMapping("/pay/{reference:[0-9A-Za-z]+}")
    String pay(@PathVariable String reference, HttpServletRequest call) {
        String site = call.getHeader("Sec-Fetch-Site");
        boolean isOwnForm = site == null || site.equals("same-origin");
        Instant now = clock.instant();
        Optional<PaymentRequest> request = links.isOwnPageOpen() ? requests.find(reference) : Optional.empty();
        boolean isDue = request.filter(open -> !open.isPaid() && !open.hasExpired(now) && open.clientId() != null)
                .isPresent();
        if (!isOwnForm || !isDue) {
            return "redirect:/pay/" + reference;
        }
        // One name for each request: pressed twice, it is paid once.
        notices.receive("demo", "demo:" + reference, notice(request.get(), now), now);
        return "redirect:/pay/" + reference + "?paid";
    }

    private static byte[] notice(PaymentRequest request, Instant now) {
        Map<String, Object> notice = new LinkedHashMap<>();
        notice.put("id", "demo:" + request.reference());
        notice.put("type", "payment");
        notice.put("paymentId", request.reference());
        notice.put("amount", request.amount());
        notice.put("currency", request.currency());
        notice.put("at", now.toString());
        notice.put("reference", request.reference());
        return JsonMapper.shared().writeValueAsString(notice).getBytes(StandardCharsets.UTF_8);
    }

    private void describe(PaymentRequest request, Model model, Locale locale) {
        Optional<Product> product = catalogue.snapshot().product(request.product());
        String language = locale.getLanguage();
        model.addAttribute("reference", request.reference())
                .addAttribute(
                        "course", product.map(course -> course.nameIn(language)).orElse(request.product()))
                .addAttribute(
                        "note",
                        product.map(course -> course.descriptionIn(language)).orElse(null))
                .addAttribute("price", Prices.amount(request.amount(), request.currency(), language));
    }

    private String say(Standing standing, HttpStatus status, Model model, HttpServletResponse response) {
        response.setStatus(status.value());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        model.addAttribute("standing", standing.name()).addAttribute("school", school);
        return "pay/page";
    }
}
