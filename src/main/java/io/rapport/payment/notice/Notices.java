package io.rapport.payment.notice;

import static io.rapport.payment.notice.NoticeRows.utc;

import io.rapport.channel.station.Bell;
import io.rapport.client.Harmless;
import io.rapport.payment.provider.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What payment providers told, stored once and handled once. A station claims one for a while; what it does counts only while its token holds. */
@Component
public class Notices {

    static final int TRIES = 8;

    private static final int LONGEST_ERROR = 500;

    private final JdbcClient jdbc;
    private final Bell bell = new Bell();

    public Notices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A notice in somebody's hands. */
    record Claim(long id, UUID token, String provider, byte[] raw, Instant receivedAt, int attempts) {}

    /** Rings when a notice may be ready to be claimed. */
    Bell bell() {
        return bell;
    }

    /**
     * Stores a notice unless the provider has delivered it before.
     *
     * @return whether it is new
     */
    public boolean receive(String provider, String externalId, byte[] raw, Instant now) {
        boolean isNew = jdbc.sql("""
                        insert into payment_notice (provider, external_id, received_at, raw, ready_at)
                        values (:provider, :external, :now, :raw, :now)
                        on conflict (provider, external_id) do nothing
                        """)
                        .param("provider", provider)
                        .param("external", externalId)
                        .param("now", utc(now))
                        .param("raw", raw)
                        .update()
                == 1;
        if (isNew) {
            bell.ringAfterCommit();
        }
        return isNew;
    }

    /** The one that has waited longest, for as long as the lease lasts; if it is not settled by then, somebody else gets it. */
    Optional<Claim> claim(Instant now, Duration lease) {
        UUID token = UUID.randomUUID();
        return jdbc.sql("""
                update payment_notice set ready_at = :until, lease_token = :token, attempts = attempts + 1
                where id = (select id from payment_notice where state = 'RECEIVED' and ready_at <= :now
                    order by ready_at, id for no key update skip locked limit 1)
                returning *
                """)
                .param("until", utc(now.plus(lease)))
                .param("token", token)
                .param("now", utc(now))
                .query((rs, n) -> new Claim(
                        rs.getLong("id"),
                        token,
                        rs.getString("provider"),
                        rs.getBytes("raw"),
                        NoticeRows.notice(rs).receivedAt(),
                        rs.getInt("attempts")))
                .optional();
    }

    /**
     * Refunds whose payment has been booked meanwhile, in whatever way, are ready to be claimed.
     *
     * @return whether there was one
     */
    boolean wake(Instant now) {
        return jdbc.sql("""
                        update payment_notice set state = 'RECEIVED', ready_at = :now, attempts = 0
                        where state = 'WAITING' and exists (select 1 from purchase
                            where purchase.provider = payment_notice.provider
                              and purchase.external_id = payment_notice.payment_id)
                        """).param("now", utc(now)).update() > 0;
    }

    /** What the notice says. Returns false if the token no longer holds: then roll back. */
    boolean says(Claim claim, Statement statement, Instant now) {
        var said = Said.of(statement, now);
        return jdbc.sql("""
                        update payment_notice set kind = :kind, payment_id = :payment, amount = :amount, currency = :currency,
                            at = :at, reference = :reference, product_code = :product, phone = :phone, email = :email
                        where id = :id and lease_token = :token and state = 'RECEIVED'
                        """)
                        .param("kind", said.kind())
                        .param("payment", said.payment())
                        .param("amount", said.amount())
                        .param("currency", said.currency())
                        .param("at", utc(said.at()))
                        .param("reference", said.reference())
                        .param("product", said.product())
                        .param("phone", said.phone())
                        .param("email", said.email())
                        .param("id", claim.id())
                        .param("token", claim.token())
                        .update()
                == 1;
    }

    /** Call it in the transaction of the booking. */
    void settle(long id, Settlement settlement, @Nullable String by, Instant now) {
        jdbc.sql("""
                update payment_notice set state = :state, reason = :reason, detail = :detail, client_id = :client::bigint,
                    event_key = :event, booked_by = :by, done_at = :now, lease_token = null, error = null
                where id = :id
                """)
                .param("state", settlement.state().name())
                .param(
                        "reason",
                        settlement.reason() == null ? null : settlement.reason().name())
                .param("detail", settlement.detail())
                .param("client", settlement.clientId())
                .param("event", settlement.eventKey())
                .param("by", by)
                .param("now", utc(now))
                .param("id", id)
                .update();
        bell.ringAfterCommit();
    }

    /** To be tried again after a while, at last after an hour; after {@value #TRIES} tries set aside. */
    void failed(Claim claim, String error, Instant now) {
        jdbc.sql("""
                update payment_notice set lease_token = null, error = :error,
                    state = case when attempts < :tries then state else 'SET_ASIDE' end,
                    ready_at = :now + least(3600, 2 * power(4, attempts - 1)) * interval '1 second'
                where id = :id and lease_token = :token and state = 'RECEIVED'
                """)
                .param("error", cut(error))
                .param("tries", TRIES)
                .param("now", utc(now))
                .param("id", claim.id())
                .param("token", claim.token())
                .update();
    }

    void setAside(Claim claim, String error) {
        jdbc.sql("""
                update payment_notice set lease_token = null, error = :error, state = 'SET_ASIDE'
                where id = :id and lease_token = :token and state = 'RECEIVED'
                """)
                .param("error", cut(error))
                .param("id", claim.id())
                .param("token", claim.token())
                .update();
    }

    private static String cut(String error) {
        String clean = Harmless.text(error);
        return clean.length() > LONGEST_ERROR ? clean.substring(0, LONGEST_ERROR) : clean;
    }
}
