package io.rapport.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which purchase each refund gives money back for: the one it names, else the latest before it. Never more than was paid; what is
 * left over waits for a purchase that is told of later.
 */
record Refunds(JdbcClient jdbc) {

    /** Many a system knows only the day of a refund, which begins before the purchase of that day. */
    private static final Duration SLACK = Duration.ofDays(1);

    private record Bought(
            long id,
            long client,
            String product,
            String provider,
            String externalId,
            BigDecimal amount,
            BigDecimal refunded,
            Instant at) {}

    private record Back(
            long client,
            String provider,
            @Nullable String externalId,
            @Nullable String product,
            BigDecimal amount,
            Instant at) {

        /** The more a refund says, the earlier it takes its money, so that a vague one leaves it what it names. */
        int vagueness() {
            return externalId != null ? 0 : product != null ? 1 : 2;
        }

        boolean means(Bought bought) {
            if (client != bought.client() || product != null && !product.equals(bought.product())) {
                return false;
            }
            return externalId == null
                    ? !bought.at().isAfter(at.plus(SLACK))
                    : externalId.equals(bought.externalId()) && provider.equals(bought.provider());
        }
    }

    /** Call it under the locks of these clients. */
    void settle(Long[] clients) {
        List<Bought> purchases = purchases(clients);
        Map<Long, BigDecimal> refunded = new HashMap<>();
        for (Back back : refunds(clients)) {
            BigDecimal rest = back.amount();
            for (Bought bought : purchases) {
                if (rest.signum() == 0) {
                    break;
                }
                if (back.means(bought)) {
                    BigDecimal already = refunded.getOrDefault(bought.id(), BigDecimal.ZERO);
                    BigDecimal part = rest.min(bought.amount().subtract(already));
                    refunded.put(bought.id(), already.add(part));
                    rest = rest.subtract(part);
                }
            }
        }
        List<Bought> changed = purchases.stream()
                .filter(bought ->
                        refunded.getOrDefault(bought.id(), BigDecimal.ZERO).compareTo(bought.refunded()) != 0)
                .toList();
        if (!changed.isEmpty()) {
            write(changed, refunded);
        }
    }

    private void write(List<Bought> changed, Map<Long, BigDecimal> refunded) {
        jdbc.sql("""
                update purchase set refunded = t.amount::numeric
                from unnest(:ids::bigint[], :amounts::text[]) as t (id, amount)
                where purchase.id = t.id
                """)
                .param("ids", changed.stream().map(Bought::id).toArray(Long[]::new))
                .param(
                        "amounts",
                        changed.stream()
                                .map(bought -> refunded.getOrDefault(bought.id(), BigDecimal.ZERO)
                                        .toPlainString())
                                .toArray(String[]::new))
                .update();
    }

    private List<Bought> purchases(Long[] clients) {
        return jdbc.sql("""
                select * from purchase where client_id = any (:clients)
                order by paid_at desc, provider, external_id desc
                """)
                .param("clients", clients)
                .query((rs, n) -> new Bought(
                        rs.getLong("id"),
                        rs.getLong("client_id"),
                        rs.getString("product_code"),
                        rs.getString("provider"),
                        rs.getString("external_id"),
                        rs.getBigDecimal("amount"),
                        rs.getBigDecimal("refunded"),
                        Rows.instant(rs, "paid_at")))
                .list();
    }

    private List<Back> refunds(Long[] clients) {
        var refunds = new ArrayList<>(jdbc.sql("""
                        select * from refund where client_id = any (:clients) order by at, told_key
                        """)
                .param("clients", clients)
                .query((rs, n) -> new Back(
                        rs.getLong("client_id"),
                        rs.getString("provider"),
                        rs.getString("external_id"),
                        rs.getString("product_code"),
                        rs.getBigDecimal("amount"),
                        Rows.instant(rs, "at")))
                .list());
        refunds.sort(Comparator.comparingInt(Back::vagueness));
        return refunds;
    }
}
