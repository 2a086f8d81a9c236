package io.rapport.payment.notice;

import io.rapport.payment.Currencies;
import io.rapport.payment.notice.Booking.Income;
import io.rapport.payment.provider.PaymentProviders;
import io.rapport.payment.provider.Statement;
import io.rapport.payment.request.PaymentRequests;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Works off what payment providers told: read outside, booked in one transaction. */
@Component
public class Cashier {

    private static final Logger LOG = LoggerFactory.getLogger(Cashier.class);

    /** Longer than a provider may take to answer. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Notices notices;
    private final PaymentProviders providers;
    private final Payees payees;
    private final PaymentRequests requests;
    private final Booking booking;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Cashier(
            Notices notices,
            PaymentProviders providers,
            Payees payees,
            PaymentRequests requests,
            Booking booking,
            TransactionTemplate transaction,
            Clock clock) {
        this.notices = notices;
        this.providers = providers;
        this.payees = payees;
        this.requests = requests;
        this.booking = booking;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Handles one notice; returns whether there was one. */
    public boolean handleNext() {
        Optional<Notices.Claim> next = notices.claim(clock.instant(), LEASE);
        if (next.isEmpty()) {
            return notices.wake(clock.instant());
        }
        Notices.Claim claim = next.get();
        if (claim.attempts() > Notices.TRIES) {
            // Whoever took it never came back to say so: it may be what kills them.
            notices.setAside(claim, "Given up: %d tries ended without a result".formatted(Notices.TRIES));
            return true;
        }
        try {
            Statement statement = read(claim);
            transaction.executeWithoutResult(status -> {
                Instant now = clock.instant();
                if (notices.says(claim, statement, now)) {
                    notices.settle(claim.id(), settle(claim.provider(), statement, now), null, now);
                }
            });
        } catch (RuntimeException e) {
            LOG.debug("Payment notice {} failed", claim.id(), e);
            notices.failed(claim, String.valueOf(e.getMessage()), clock.instant());
        }
        return true;
    }

    private Statement read(Notices.Claim claim) {
        return providers
                .find(claim.provider())
                .map(provider -> provider.read(claim.raw()))
                .orElseGet(() ->
                        new Statement.Unreadable("there is no provider '%s' any more".formatted(claim.provider())));
    }

    private Settlement settle(String provider, Statement statement, Instant now) {
        if (statement instanceof Statement.Paid paid) {
            return paid(provider, paid, now);
        }
        if (statement instanceof Statement.Refunded refunded) {
            return refunded(provider, refunded, now);
        }
        if (statement instanceof Statement.Unreadable unreadable) {
            return Settlement.unmatched(Reason.UNREADABLE, unreadable.why(), null);
        }
        return statement instanceof Statement.Disowned disowned
                ? new Settlement(Notice.State.IGNORED, Reason.DISOWNED, disowned.why(), null, null)
                : Settlement.ignored(((Statement.Irrelevant) statement).what());
    }

    private Settlement paid(String provider, Statement.Paid paid, Instant now) {
        Optional<String> currency = Currencies.code(paid.currency());
        Optional<BigDecimal> amount = Currencies.amount(paid.amount());
        if (amount.isEmpty()) {
            return Settlement.unmatched(Reason.BAD_AMOUNT, told(paid.amount()), null);
        }
        if (currency.isEmpty()) {
            return Settlement.unmatched(Reason.UNKNOWN_CURRENCY, paid.currency(), null);
        }
        var known = booking.purchase(provider, paid.payment());
        if (known.isPresent()) {
            return Settlement.known(known.get().clientId());
        }
        var answer = payees.of(paid, amount.get(), currency.get());
        if (answer instanceof Payees.Doubt doubt) {
            return Settlement.unmatched(doubt.reason(), doubt.detail(), doubt.suspect());
        }
        var found = (Payees.Found) answer;
        var income = new Income(
                found.clientId(),
                found.product(),
                provider,
                paid.payment(),
                amount.get(),
                currency.get(),
                Said.notLater(paid.at(), now),
                found.request() == null ? null : found.request().reference());
        return switch (booking.pay(income, now)) {
            case BOOKED -> {
                if (found.request() != null) {
                    requests.paid(found.request().id(), income.at());
                    payees.remember(found.clientId(), paid.payer(), now);
                }
                yield Settlement.applied(found.clientId(), income.eventKey());
            }
            case NO_SUCH_CLIENT -> Settlement.unmatched(Reason.CLIENT_ERASED, found.product(), null);
            default -> Settlement.known(found.clientId());
        };
    }

    private Settlement refunded(String provider, Statement.Refunded refunded, Instant now) {
        Optional<BigDecimal> amount = Currencies.amount(refunded.amount());
        if (amount.isEmpty()) {
            return Settlement.unmatched(Reason.BAD_AMOUNT, told(refunded.amount()), null);
        }
        var purchase = booking.purchase(provider, refunded.payment());
        if (purchase.isEmpty()) {
            return Settlement.waiting();
        }
        long client = purchase.get().clientId();
        String currency = refunded.currency();
        if (currency != null && !purchase.get().currency().equalsIgnoreCase(currency.strip())) {
            return Settlement.unmatched(Reason.OTHER_CURRENCY, purchase.get().currency(), client);
        }
        Instant at = Said.notLater(refunded.at(), now);
        return switch (booking.refund(purchase.get(), refunded.refund(), amount.get(), refunded.isTotal(), at, now)) {
            case BOOKED -> Settlement.applied(client, Booking.key(purchase.get(), refunded.refund()));
            case MORE_THAN_PAID ->
                Settlement.unmatched(
                        Reason.MORE_THAN_PAID, booking.left(purchase.get()).toPlainString(), client);
            case NO_SUCH_CLIENT -> Settlement.unmatched(Reason.CLIENT_ERASED, null, null);
            case KNOWN_ALREADY -> Settlement.known(client);
        };
    }

    /** As it was told, but never written out: 1e999999999 would fill the memory. */
    private static String told(@Nullable BigDecimal amount) {
        String text = String.valueOf(amount);
        return amount == null ? "" : text.length() > 40 ? text.substring(0, 40) : text;
    }
}
