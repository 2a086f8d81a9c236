package io.rapport.client.receipt;

import io.rapport.client.receipt.Movement.Way;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Money that its client has not been told of. */
@Component
public class Unconfirmed {

    private static final String PAID = """
            select purchase.id, client_id, product_code, amount, currency, refunded >= amount as void
            from purchase join client on client.id = client_id
            where receipt_at is null and paid_at > :since
            order by paid_at limit 1
            for no key update of client skip locked
            """;

    /** A refund says neither its currency nor, often, its course: the purchase does. One whose purchase is not told of yet waits. */
    private static final String REFUNDED = """
            select refund.id, refund.client_id, refund.amount, bought.currency, false as void,
                coalesce(refund.product_code, case when refund.external_id is not null then bought.product_code end) as product_code
            from refund join client on client.id = refund.client_id
                cross join lateral (
                    select currency, product_code from purchase
                    where purchase.client_id = refund.client_id
                      and (refund.external_id is null
                        or purchase.provider = refund.provider and purchase.external_id = refund.external_id)
                    order by (purchase.product_code = refund.product_code) desc nulls last, paid_at desc
                    limit 1) bought
            where refund.receipt_at is null and at > :since
            order by at limit 1
            for no key update of client skip locked
            """;

    private final JdbcClient jdbc;

    public Unconfirmed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The oldest one of a client whom nobody else has in hands. Takes that client's lock: call it in a transaction.
     *
     * @param since what happened earlier is no news
     */
    public Optional<Movement> next(Instant since) {
        return next(Way.IN, PAID, since).or(() -> next(Way.OUT, REFUNDED, since));
    }

    private Optional<Movement> next(Way way, String sql, Instant since) {
        return jdbc.sql(sql)
                .param("since", utc(since))
                .query((rs, n) -> new Movement(
                        way,
                        rs.getLong("id"),
                        rs.getLong("client_id"),
                        rs.getString("product_code"),
                        rs.getBigDecimal("amount"),
                        rs.getString("currency"),
                        rs.getBoolean("void")))
                .optional();
    }

    /**
     * Nothing is left to tell of it.
     *
     * @return false if somebody else has seen to it since it was found, or it is another client's by now
     */
    public boolean confirm(Movement money, Instant now) {
        return jdbc.sql("""
                        update %s set receipt_at = :now where id = :id and client_id = :client and receipt_at is null
                        """.formatted(money.way() == Way.IN ? "purchase" : "refund"))
                        .param("now", utc(now))
                        .param("id", money.id())
                        .param("client", money.clientId())
                        .update()
                == 1;
    }

    /** How often the client has been told of money before. */
    public int told(long clientId) {
        return jdbc.sql("select count(*) from touch where client_id = :client and kind = 'TRANSACTIONAL'")
                .param("client", clientId)
                .query(Integer.class)
                .single();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
