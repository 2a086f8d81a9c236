package io.rapport.web.payment;

import io.rapport.client.Harmless;
import io.rapport.client.Purchase;
import io.rapport.client.Purchases;
import io.rapport.payment.desk.ManualEntries;
import io.rapport.payment.desk.NoticeBook;
import io.rapport.payment.notice.Notice;
import io.rapport.payment.notice.Notice.State;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What payment providers told, whose it is, and what they do not tell. */
@RestController
@RequestMapping("/api/v1/payments")
@Tag(name = "Payments")
class PaymentsApi {

    private static final int MOST = 200;
    private static final int LONGEST = 200;

    private final NoticeBook notices;
    private final Purchases purchases;
    private final PaymentCounter counter;

    PaymentsApi(NoticeBook notices, Purchases purchases, PaymentCounter counter) {
        this.notices = notices;
        this.purchases = purchases;
        this.counter = counter;
    }

    record Listing(List<PaymentShape> items, @Nullable String next) {}

    record Assignment(@Nullable Long clientId, @Nullable String product) {}

    record Dismissal(@Nullable String comment) {}

    record Payment(
            @Nullable Long clientId,
            @Nullable String product,
            @Nullable BigDecimal amount,

            @Schema(description = "that of the product if absent") @Nullable
            String currency,

            @Schema(description = "now if absent", example = "2026-11-20T10:00:00+03:00") @Nullable
            String at,

            @Schema(description = "names it: told twice under one name, it is one payment") @Nullable
            String externalId) {}

    record Refund(
            @Nullable String provider,
            @Nullable String paymentId,
            @Nullable BigDecimal amount,
            @Nullable String at,
            @Nullable String externalId) {}

    record Entered(String paymentId, String provider, boolean isNew) {}

    @GetMapping
    @Operation(
            summary = "What payment providers told, the latest first",
            description =
                    "state is one of RECEIVED, APPLIED, IGNORED, WAITING (a refund before its payment), UNMATCHED (for a person), "
                            + "DISMISSED, SET_ASIDE; several by commas; all if absent")
    Listing list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidField("limit", "must be from 1 to " + MOST);
        }
        List<Notice> found = notices.list(states(state), before(after), limit + 1);
        List<Notice> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Long.toString(page.get(limit - 1).id()) : null;
        return new Listing(page.stream().map(PaymentShape::of).toList(), next);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One of them")
    PaymentShape one(@PathVariable long id) {
        return PaymentShape.of(notices.find(id).orElseThrow(PaymentProblems::unknown));
    }

    @PostMapping("/{id}/assign")
    @Operation(summary = "Say whose money it is, and what for; of a refund, product says which purchase it is about")
    PaymentShape assign(@PathVariable long id, @RequestBody Assignment assignment, Principal caller) {
        if (assignment.clientId() == null) {
            throw new InvalidField("clientId", "must be the number of a client");
        }
        counter.assign(id, assignment.clientId(), text("product", assignment.product()), caller.getName());
        return one(id);
    }

    @PostMapping("/{id}/dismiss")
    @Operation(summary = "Say that it is nobody's, and why")
    PaymentShape dismiss(@PathVariable long id, @RequestBody Dismissal dismissal, Principal caller) {
        String comment = text("comment", dismissal.comment());
        counter.dismiss(id, comment == null ? "" : comment, caller.getName());
        return one(id);
    }

    @PostMapping("/{id}/undo")
    @Operation(summary = "Take back what a person said about it, or try again what failed eight times")
    PaymentShape undo(@PathVariable long id, Principal caller) {
        counter.undo(id, caller.getName());
        return one(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Enter a payment that no provider tells of; safe to repeat with externalId")
    Entered enter(@RequestBody Payment payment, Principal caller) {
        if (payment.clientId() == null) {
            throw new InvalidField("clientId", "must be the number of a client");
        }
        String name = name(payment.externalId());
        boolean isNew = counter.enter(
                new ManualEntries.Paid(
                        name,
                        payment.clientId(),
                        text("product", payment.product()),
                        payment.amount(),
                        text("currency", payment.currency()),
                        instant(payment.at())),
                caller.getName());
        return new Entered(name, ManualEntries.PROVIDER, isNew);
    }

    @PostMapping("/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Enter a refund that no provider tells of; paymentId says of which payment")
    Entered refund(@RequestBody Refund refund, Principal caller) {
        String provider = text("provider", refund.provider());
        String payment = text("paymentId", refund.paymentId());
        Purchase purchase = purchases
                .find(provider == null ? ManualEntries.PROVIDER : provider, payment == null ? "" : payment)
                .orElseThrow(() -> InvalidField.impossible("paymentId", "there is no such payment of this provider"));
        String name = name(refund.externalId());
        boolean isNew = counter.refund(name, purchase.id(), refund.amount(), instant(refund.at()), caller.getName());
        return new Entered(purchase.externalId(), purchase.provider(), isNew);
    }

    private static List<State> states(String states) {
        return Arrays.stream(states.split(","))
                .map(String::strip)
                .filter(state -> !state.isEmpty())
                .map(state -> Arrays.stream(State.values())
                        .filter(one -> one.name().equals(state.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(
                                () -> new InvalidField("state", "must be among " + Arrays.toString(State.values()))))
                .toList();
    }

    private static long before(String after) {
        if (after.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!after.matches("\\d{1,18}")) {
            throw new InvalidField("after", "must be the `next` of a page that came before");
        }
        return Long.parseLong(after);
    }

    private static String name(@Nullable String told) {
        String name = text("externalId", told);
        return name == null ? UUID.randomUUID().toString() : name;
    }

    private static @Nullable String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST) {
            throw new InvalidField(field, "must have at most %d characters".formatted(LONGEST));
        }
        return Harmless.text(value.strip());
    }

    private static @Nullable Instant instant(@Nullable String at) {
        try {
            return at == null || at.isBlank()
                    ? null
                    : OffsetDateTime.parse(at.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidField("at", "must be an instant with its offset, such as 2026-11-20T10:00:00+03:00");
        }
    }
}
