package io.rapport.payment.notice;

import io.rapport.client.Arrival;
import io.rapport.client.Arrival.Fate;
import io.rapport.client.Arrival.Known;
import io.rapport.client.Arrival.Weight;
import io.rapport.client.Arrivals;
import io.rapport.client.Clients;
import io.rapport.client.EventTypes;
import io.rapport.client.Happening;
import io.rapport.client.Payment;
import io.rapport.client.Purchase;
import io.rapport.client.Purchases;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Money enters the books: the event, the purchase and the client's next decision in one transaction. Call it inside of one. */
@Component
public class Booking {

    private final JdbcClient jdbc;
    private final Arrivals arrivals;
    private final Purchases purchases;
    private final Clients clients;

    public Booking(JdbcClient jdbc, Arrivals arrivals, Purchases purchases, Clients clients) {
        this.jdbc = jdbc;
        this.arrivals = arrivals;
        this.purchases = purchases;
        this.clients = clients;
    }

    /** Money that came. */
    public record Income(
            long clientId,
            String product,
            String provider,
            String payment,
            BigDecimal amount,
            String currency,
            Instant at,
            @Nullable String reference) {

        String eventKey() {
            return "pay:%s:%s".formatted(provider, payment);
        }
    }

    /** What became of it. */
    public enum Entry {
        BOOKED,
        KNOWN_ALREADY,
        NO_SUCH_CLIENT,
        MORE_THAN_PAID
    }

    public Entry pay(Income income, Instant now) {
        guard(income.provider(), income.payment());
        if (purchases.find(income.provider(), income.payment()).isPresent()) {
            return Entry.KNOWN_ALREADY;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("value", income.product());
        attributes.put("amount", income.amount());
        attributes.put("currency", income.currency());
        attributes.put("provider", income.provider());
        attributes.put("externalId", income.payment());
        if (income.reference() != null) {
            attributes.put("reference", income.reference());
        }
        var payment = new Payment.Paid(
                income.product(), income.amount(), income.currency(), income.provider(), income.payment());
        var happening = new Happening(EventTypes.PURCHASED, income.at(), attributes, income.eventKey());
        return take(income.clientId(), happening, payment, now);
    }

    /** What of a purchase may still go back. */
    public BigDecimal left(Purchase purchase) {
        return purchase.amount().subtract(purchases.namedRefunds(purchase));
    }

    /**
     * Money that went back.
     *
     * @param name the provider's own name of the refund
     * @param isTotal whether the amount is all that has gone back of this purchase
     */
    public Entry refund(Purchase of, String name, BigDecimal amount, boolean isTotal, Instant at, Instant now) {
        guard(of.provider(), of.externalId());
        clients.lock(of.clientId());
        BigDecimal before = purchases.namedRefunds(of);
        BigDecimal back = isTotal ? amount.subtract(before) : amount;
        if (isKnown(of.clientId(), key(of, name)) || back.signum() <= 0) {
            return Entry.KNOWN_ALREADY;
        }
        if (before.add(back).compareTo(of.amount()) > 0) {
            return Entry.MORE_THAN_PAID;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("value", of.product());
        attributes.put("amount", back);
        attributes.put("currency", of.currency());
        attributes.put("provider", of.provider());
        attributes.put("externalId", of.externalId());
        // Nothing goes back before it came, whatever the clocks say: rules read the events in their order.
        Instant then = at.isBefore(of.paidAt()) ? of.paidAt() : at;
        var happening = new Happening(EventTypes.REFUNDED, then, attributes, key(of, name));
        return take(of.clientId(), happening, new Payment.Refunded(back, null, of.provider(), of.externalId()), now);
    }

    static String key(Purchase of, String refund) {
        return "refund:%s:%s".formatted(of.provider(), refund);
    }

    Optional<Purchase> purchase(String provider, String payment) {
        return purchases.find(provider, payment);
    }

    private Entry take(long client, Happening happening, Payment payment, Instant now) {
        var arrival = new Arrival(new Known(client), happening, Weight.NOTED, payment);
        Fate fate = arrivals.take(List.of(arrival), now).get(0);
        return switch (fate) {
            case ACCEPTED -> Entry.BOOKED;
            case DUPLICATE -> Entry.KNOWN_ALREADY;
            case NO_SUCH_CLIENT -> Entry.NO_SUCH_CLIENT;
        };
    }

    private boolean isKnown(long client, String key) {
        return jdbc.sql("select exists (select 1 from event where client_id = :client and dedupe_key = :key)")
                .param("client", client)
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    /** Two notices of one payment, perhaps for two clients, are booked one after the other. */
    private void guard(String provider, String payment) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:payment, 0))::text")
                .param("payment", "payment " + provider + ' ' + payment)
                .query(String.class)
                .single();
    }
}
