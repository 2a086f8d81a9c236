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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Money that no provider tells of: cash, an invoice, a transfer. Call it in a transaction, in which it is also written down who did it. */
@Component
public class ManualEntries {

    public static final String PROVIDER = "manual";

    private static final Duration FAST_CLOCK = Duration.ofMinutes(5);

    private final Booking booking;
    private final Purchases purchases;
    private final Clients clients;
    private final Catalogue catalogue;

    ManualEntries(Booking booking, Purchases purchases, Clients clients, Catalogue catalogue) {
        this.booking = booking;
        this.purchases = purchases;
        this.clients = clients;
        this.catalogue = catalogue;
    }

    /**
     * @param entry names it: entered twice under one name, it is one payment
     * @param currency absent means that of the product
     */
    public record Paid(
            String entry,
            long clientId,
            @Nullable String product,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable Instant at) {}

    /** @return false if it has been entered before */
    public boolean paid(Paid paid, Instant now) {
        String code = paid.product() == null ? "" : paid.product().strip();
        if (code.isEmpty()) {
            throw new Refusal("product", Why.MISSING);
        }
        var product = catalogue.find(code).orElseThrow(() -> new Refusal("product", Why.UNKNOWN));
        String currency = paid.currency() == null || paid.currency().isBlank()
                ? product.currency()
                : Currencies.code(paid.currency()).orElseThrow(() -> new Refusal("currency", Why.UNKNOWN));
        BigDecimal amount = amount(paid.amount());
        Instant at = at(paid.at(), now);
        try {
            clients.lock(paid.clientId());
        } catch (NoSuchClient e) {
            throw new Refusal("clientId", Why.UNKNOWN);
        }
        var income = new Income(paid.clientId(), code, PROVIDER, paid.entry(), amount, currency, at, null);
        return booking.pay(income, now) == Entry.BOOKED;
    }

    /**
     * @param entry names it: entered twice under one name, it is one refund
     * @return false if it has been entered before
     */
    public boolean refunded(
            String entry, long purchase, @Nullable BigDecimal amount, @Nullable Instant at, Instant now) {
        Purchase of = purchases.find(purchase).orElseThrow(() -> new Refusal("purchase", Why.UNKNOWN));
        Entry became = booking.refund(of, "manual:" + entry, amount(amount), false, at(at, now), now);
        if (became == Entry.MORE_THAN_PAID) {
            throw new Refusal("amount", Why.MORE_THAN_PAID);
        }
        return became == Entry.BOOKED;
    }

    private static BigDecimal amount(@Nullable BigDecimal told) {
        if (told == null) {
            throw new Refusal("amount", Why.MISSING);
        }
        return Currencies.amount(told).orElseThrow(() -> new Refusal("amount", Why.NOT_POSITIVE));
    }

    private static Instant at(@Nullable Instant told, Instant now) {
        if (told == null) {
            return now;
        }
        if (told.isAfter(now.plus(FAST_CLOCK))) {
            throw new Refusal("at", Why.IN_THE_FUTURE);
        }
        return told.isAfter(now) ? now : told;
    }
}
