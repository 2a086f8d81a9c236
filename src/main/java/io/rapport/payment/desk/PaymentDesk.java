package io.rapport.payment.desk;

import io.rapport.client.Clients;
import io.rapport.client.NoSuchClient;
import io.rapport.client.Purchase;
import io.rapport.client.Purchases;
import io.rapport.content.Catalogue;
import io.rapport.payment.Currencies;
import io.rapport.payment.desk.Refusal.Why;
import io.rapport.payment.notice.Booking;
import io.rapport.payment.notice.Booking.Entry;
import io.rapport.payment.notice.Booking.Income;
import io.rapport.payment.notice.Notice;
import io.rapport.payment.notice.Notice.State;
import io.rapport.payment.request.PaymentRequests;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person does about a notice. Call it in a transaction, in which it is also written down who did it. */
@Component
public class PaymentDesk {

    private final NoticeBook notices;
    private final Booking booking;
    private final Purchases purchases;
    private final PaymentRequests requests;
    private final Clients clients;
    private final Catalogue catalogue;

    PaymentDesk(
            NoticeBook notices,
            Booking booking,
            Purchases purchases,
            PaymentRequests requests,
            Clients clients,
            Catalogue catalogue) {
        this.notices = notices;
        this.booking = booking;
        this.purchases = purchases;
        this.requests = requests;
        this.clients = clients;
        this.catalogue = catalogue;
    }

    /**
     * This money is that client's.
     *
     * @param product what it was paid for; of a refund, which purchase it is about: absent means the latest
     */
    public void assign(long id, long clientId, @Nullable String product, String by, Instant now) {
        Notice notice = notices.lock(id);
        if (!notice.isOpen()) {
            throw new Refusal("id", Why.SETTLED);
        }
        if (notice.amount() == null || notice.payment() == null || notice.kind() == null) {
            throw new Refusal("id", Why.NOT_BOOKABLE);
        }
        try {
            clients.lock(clientId);
        } catch (NoSuchClient e) {
            throw new Refusal("clientId", Why.UNKNOWN);
        }
        if (notice.isRefund()) {
            refund(notice, clientId, product, by, now);
        } else {
            pay(notice, clientId, product, by, now);
        }
    }

    private void pay(Notice notice, long clientId, @Nullable String product, String by, Instant now) {
        String code = known(product);
        String currency = Currencies.code(notice.currency()).orElseThrow(() -> new Refusal("id", Why.NOT_BOOKABLE));
        var income = new Income(
                clientId,
                code,
                notice.provider(),
                Objects.requireNonNull(notice.payment()),
                Objects.requireNonNull(notice.amount()),
                currency,
                at(notice),
                notice.reference());
        if (booking.pay(income, now) != Entry.BOOKED) {
            throw new Refusal("id", Why.SETTLED);
        }
        asked(notice, clientId).ifPresent(request -> requests.paid(request, income.at()));
        notices.assigned(
                notice.id(), clientId, "pay:%s:%s".formatted(notice.provider(), notice.payment()), code, by, now);
    }

    private Optional<Long> asked(Notice notice, long clientId) {
        return Optional.ofNullable(notice.reference())
                .flatMap(requests::lock)
                .filter(request -> Objects.equals(request.clientId(), clientId) && !request.isPaid())
                .map(request -> request.id());
    }

    private void refund(Notice notice, long clientId, @Nullable String product, String by, Instant now) {
        BigDecimal amount = Objects.requireNonNull(notice.amount());
        Purchase of = purchases.of(clientId).stream()
                .filter(purchase -> product == null
                        || product.isBlank()
                        || purchase.product().equals(product.strip()))
                .filter(purchase -> booking.left(purchase).compareTo(amount) >= 0)
                .findFirst()
                .orElseThrow(() -> new Refusal("clientId", Why.MORE_THAN_PAID));
        String name = "notice:" + notice.id();
        if (booking.refund(of, name, amount, false, at(notice), now) != Entry.BOOKED) {
            throw new Refusal("id", Why.SETTLED);
        }
        notices.assigned(notice.id(), clientId, "refund:%s:%s".formatted(of.provider(), name), of.product(), by, now);
    }

    /** It is nobody's here: a test, a payment of another branch. */
    public void dismiss(long id, String comment, String by, Instant now) {
        Notice notice = notices.lock(id);
        if (!notice.isOpen() && notice.state() != State.SET_ASIDE) {
            throw new Refusal("id", Why.SETTLED);
        }
        if (comment.isBlank()) {
            throw new Refusal("comment", Why.MISSING);
        }
        notices.dismissed(id, comment.strip(), by, now);
    }

    /** Takes back what a person said about a notice, or lets the station try again what it could not handle. */
    public void undo(long id, Instant now) {
        Notice notice = notices.lock(id);
        boolean isByPerson = notice.state() == State.APPLIED && notice.bookedBy() != null;
        if (!isByPerson && notice.state() != State.DISMISSED && notice.state() != State.SET_ASIDE) {
            throw new Refusal("id", Why.SETTLED);
        }
        if (isByPerson && !isTakenBack(notice, now)) {
            throw new Refusal("id", Why.TOO_LATE);
        }
        notices.reopened(id, now);
    }

    private boolean isTakenBack(Notice notice, Instant now) {
        Long client = notice.clientId();
        String event = notice.eventKey();
        if (client == null || event == null) {
            return false;
        }
        if (notice.isRefund()) {
            return purchases.takeBackRefund(client, event, now);
        }
        if (!purchases.takeBack(client, notice.provider(), Objects.requireNonNull(notice.payment()), event, now)) {
            return false;
        }
        Optional.ofNullable(notice.reference()).ifPresent(reference -> requests.unpaid(reference, at(notice)));
        return true;
    }

    private static Instant at(Notice notice) {
        return Optional.ofNullable(notice.at()).orElse(notice.receivedAt());
    }

    private String known(@Nullable String product) {
        if (product == null || product.isBlank()) {
            throw new Refusal("product", Why.MISSING);
        }
        return catalogue
                .find(product.strip())
                .orElseThrow(() -> new Refusal("product", Why.UNKNOWN))
                .code();
    }
}
