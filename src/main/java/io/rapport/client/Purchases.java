package io.rapport.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What clients paid for: the truth of money. Told of by {@link Arrivals}. */
@Component
public class Purchases {

    private static final RowMapper<Purchase> PURCHASE = (rs, n) -> new Purchase(
            rs.getLong("id"),
            rs.getLong("client_id"),
            rs.getString("product_code"),
            rs.getString("provider"),
            rs.getString("external_id"),
            rs.getBigDecimal("amount"),
            rs.getString("currency"),
            Rows.instant(rs, "paid_at"),
            rs.getBigDecimal("refunded"));

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clients clients;

    public Purchases(JdbcClient jdbc, TransactionTemplate transaction, Clients clients) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clients = clients;
    }

    public Optional<Purchase> find(long id) {
        return jdbc.sql("select * from purchase where id = :id")
                .param("id", id)
                .query(PURCHASE)
                .optional();
    }

    /** The purchase that this payment of the provider was for. */
    public Optional<Purchase> find(String provider, String externalId) {
        return jdbc.sql("select * from purchase where provider = :provider and external_id = :external")
                .param("provider", provider)
                .param("external", externalId)
                .query(PURCHASE)
                .optional();
    }

    /** Of everybody, the latest first. */
    public List<Purchase> latest(int limit) {
        return jdbc.sql("select * from purchase order by id desc limit :limit")
                .param("limit", limit)
                .query(PURCHASE)
                .list();
    }

    /** Latest first. */
    public List<Purchase> of(long clientId) {
        return jdbc.sql("select * from purchase where client_id = :client order by paid_at desc, id desc")
                .param("client", clientId)
                .query(PURCHASE)
                .list();
    }

    /** What of a purchase was given back by refunds that name it; those that name none may still fall on another one. */
    public BigDecimal namedRefunds(Purchase purchase) {
        return jdbc.sql("""
                select coalesce(sum(amount), 0) from refund
                where client_id = :client and provider = :provider and external_id = :external
                """)
                .param("client", purchase.clientId())
                .param("provider", purchase.provider())
                .param("external", purchase.externalId())
                .query(BigDecimal.class)
                .single();
    }

    /**
     * The client has not paid after all: the purchase and its event go, and the client is due. For mistakes of people, found before
     * anything was given back.
     *
     * @param eventKey of the event that told of it
     * @return false, and nothing is changed, if money has gone back already, or there is no such purchase
     */
    public boolean takeBack(long clientId, String provider, String externalId, String eventKey, Instant now) {
        return unsay(
                clientId,
                eventKey,
                now,
                () -> jdbc.sql("""
                        delete from purchase
                        where client_id = :client and provider = :provider and external_id = :external and refunded = 0
                        """)
                        .param("client", clientId)
                        .param("provider", provider)
                        .param("external", externalId)
                        .update());
    }

    /** The client has not got this money back after all. Returns false if nothing is known of it. */
    public boolean takeBackRefund(long clientId, String eventKey, Instant now) {
        return unsay(
                clientId,
                eventKey,
                now,
                () -> jdbc.sql("""
                        delete from refund where client_id = :client and told_key = :key
                        """)
                        .param("client", clientId)
                        .param("key", eventKey)
                        .update());
    }

    private boolean unsay(long clientId, String eventKey, Instant now, IntSupplier deletion) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            clients.lock(clientId);
            if (deletion.getAsInt() == 0) {
                return false;
            }
            jdbc.sql("delete from event where client_id = :client and dedupe_key = :key")
                    .param("client", clientId)
                    .param("key", eventKey)
                    .update();
            new Refunds(jdbc).settle(new Long[] {clientId});
            jdbc.sql("update client set due_at = least(due_at, :now), due_reason = 'event' where id = :client")
                    .param("now", Rows.parameter(now))
                    .param("client", clientId)
                    .update();
            return true;
        }));
    }
}
