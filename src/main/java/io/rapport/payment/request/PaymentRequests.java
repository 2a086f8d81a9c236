package io.rapport.payment.request;

import io.rapport.payment.PaymentSettings;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What clients are asked to pay, and whether they have. */
@Component
public class PaymentRequests {

    /** Nothing that looks like something else when it is read out over the telephone. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    /** 31 to the 14th: more than 69 bits. */
    private static final int LENGTH = 14;

    private static final RowMapper<PaymentRequest> REQUEST = (rs, n) -> new PaymentRequest(
            rs.getLong("id"),
            rs.getString("reference"),
            client(rs),
            rs.getString("product_code"),
            rs.getBigDecimal("amount"),
            rs.getString("currency"),
            rs.getString("url"),
            instant(rs, "created_at").orElseThrow(),
            instant(rs, "expires_at").orElseThrow(),
            instant(rs, "paid_at").orElse(null));

    private final JdbcClient jdbc;
    private final RandomGenerator random;
    private final Duration goodFor;

    @Autowired
    public PaymentRequests(JdbcClient jdbc, PaymentSettings settings) {
        this(jdbc, new SecureRandom(), Duration.ofDays(settings.linkDays()));
    }

    PaymentRequests(JdbcClient jdbc, RandomGenerator random, Duration goodFor) {
        this.jdbc = jdbc;
        this.random = random;
        this.goodFor = goodFor;
    }

    /**
     * An offer that goes out to a client.
     *
     * @param row by which the rules make it
     * @param touchKey the touch it is made with
     */
    public record Offer(
            long clientId, String product, BigDecimal amount, String currency, String row, String touchKey) {}

    /**
     * Asks the client to pay; whoever has not paid an equal request yet is asked by that one again, which is good for the full time from
     * now on. Call it in the transaction that plans the touch, under the client's lock.
     *
     * @param address makes the link from the reference
     */
    public PaymentRequest ask(Offer offer, UnaryOperator<String> address, Instant now) {
        String reference = open(offer).orElseGet(() -> insert(offer, now));
        return jdbc.sql("""
                update payment_request
                set url = :url, row_id = :row, touch_key = :touch, expires_at = greatest(expires_at, :expires)
                where reference = :reference
                returning *
                """)
                .param("url", address.apply(reference))
                .param("row", offer.row())
                .param("touch", offer.touchKey())
                .param("expires", utc(now.plus(goodFor)))
                .param("reference", reference)
                .query(REQUEST)
                .single();
    }

    private Optional<String> open(Offer offer) {
        return jdbc.sql("""
                select reference from payment_request
                where client_id = :client and product_code = :product and amount = :amount and currency = :currency
                  and paid_at is null
                order by id limit 1
                """)
                .param("client", offer.clientId())
                .param("product", offer.product())
                .param("amount", offer.amount())
                .param("currency", offer.currency())
                .query(String.class)
                .optional();
    }

    private String insert(Offer offer, Instant now) {
        return jdbc.sql("""
                insert into payment_request (reference, client_id, product_code, amount, currency, url, row_id, touch_key,
                    created_at, expires_at)
                values (:reference, :client, :product, :amount, :currency, '', :row, :touch, :now, :now)
                returning reference
                """)
                .param("reference", newReference())
                .param("client", offer.clientId())
                .param("product", offer.product())
                .param("amount", offer.amount())
                .param("currency", offer.currency())
                .param("row", offer.row())
                .param("touch", offer.touchKey())
                .param("now", utc(now))
                .query(String.class)
                .single();
    }

    public Optional<PaymentRequest> find(String reference) {
        return jdbc.sql("select * from payment_request where reference = :reference")
                .param("reference", reference)
                .query(REQUEST)
                .optional();
    }

    /** The same, kept from everybody else until the transaction ends: so that one request is not paid twice at once. */
    public Optional<PaymentRequest> lock(String reference) {
        return jdbc.sql("select * from payment_request where reference = :reference for no key update")
                .param("reference", reference)
                .query(REQUEST)
                .optional();
    }

    /** What this client pays for at this address. */
    public Optional<PaymentRequest> at(long clientId, String url) {
        return jdbc.sql(
                        "select * from payment_request where client_id = :client and url = :url order by id desc limit 1")
                .param("client", clientId)
                .param("url", url)
                .query(REQUEST)
                .optional();
    }

    /** What the client has been asked to pay and has not yet, the latest first. */
    public List<PaymentRequest> openOf(long clientId) {
        return jdbc.sql("select * from payment_request where client_id = :client and paid_at is null order by id desc")
                .param("client", clientId)
                .query(REQUEST)
                .list();
    }

    public void paid(long id, Instant at) {
        jdbc.sql("update payment_request set paid_at = coalesce(paid_at, :at) where id = :id")
                .param("at", utc(at))
                .param("id", id)
                .update();
    }

    /** It was not paid at that instant after all. */
    public void unpaid(String reference, Instant at) {
        jdbc.sql("update payment_request set paid_at = null where reference = :reference and paid_at = :at")
                .param("reference", reference)
                .param("at", utc(at))
                .update();
    }

    private String newReference() {
        var reference = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            reference.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return reference.toString();
    }

    private static @Nullable Long client(ResultSet rs) throws SQLException {
        long id = rs.getLong("client_id");
        return rs.wasNull() ? null : id;
    }

    private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
