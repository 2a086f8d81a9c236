package io.rapport.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What clients bought. Works under the locks of the clients, in the transaction that keeps the events. */
record Purchases(JdbcClient jdbc) {

    /** @param key of its event: unique for the client */
    record Told(long client, Instant at, String key, Payment payment) {}

    private record Paid(Told told, Payment.Paid payment) {

        String externalId() {
            return payment.externalId() == null ? told.key() : payment.externalId();
        }
    }

    private record Open(long id, long client, String product, String provider, String externalId, BigDecimal left) {

        boolean isMeantBy(Told told, Payment.Refunded refund) {
            boolean isNamed = refund.externalId() == null
                    || refund.externalId().equals(externalId)
                            && refund.provider().equals(provider);
            return client == told.client()
                    && isNamed
                    && (refund.product() == null || refund.product().equals(product));
        }

        Open less(BigDecimal amount) {
            return new Open(id, client, product, provider, externalId, left.subtract(amount));
        }
    }

    /** Purchases first: whatever the order they are told in, money is given back for something. */
    void keep(List<Told> all) {
        List<Paid> paid = new ArrayList<>();
        List<Told> refunded = new ArrayList<>();
        for (Told told : all) {
            if (told.payment() instanceof Payment.Paid payment) {
                paid.add(new Paid(told, payment));
            } else {
                refunded.add(told);
            }
        }
        if (!paid.isEmpty()) {
            insert(paid);
        }
        if (!refunded.isEmpty()) {
            refund(refunded);
        }
    }

    private void insert(List<Paid> paid) {
        // What was not new is either known, or has the name of another client's event: then it gets one of its own.
        if (insertNew(paid) < paid.size()) {
            insertNew(paid);
        }
    }

    /** In the order of the unique key, so that two batches that tell of the same purchases never wait in a circle. */
    private int insertNew(List<Paid> paid) {
        return jdbc.sql("""
                insert into purchase (client_id, product_code, provider, external_id, amount, currency, paid_at)
                select client, product, provider, name, amount::numeric, currency, at::timestamptz
                from (
                    select told.*, case when not named and exists (select 1 from purchase
                            where purchase.provider = told.provider and external_id = external and client_id <> client)
                        then client || ':' || external else external end as name
                    from unnest(:clients::bigint[], :products::text[], :providers::text[], :externals::text[],
                        :named::boolean[], :amounts::text[], :currencies::text[], :instants::text[])
                        as told (client, product, provider, external, named, amount, currency, at)
                ) t
                order by provider, name
                on conflict (provider, external_id) do nothing
                """)
                .param("clients", paid.stream().map(p -> p.told().client()).toArray(Long[]::new))
                .param("products", texts(paid, p -> p.payment().product()))
                .param("providers", texts(paid, p -> p.payment().provider()))
                .param("externals", texts(paid, Paid::externalId))
                .param(
                        "named",
                        paid.stream().map(p -> p.payment().externalId() != null).toArray(Boolean[]::new))
                .param("amounts", texts(paid, p -> p.payment().amount().toPlainString()))
                .param("currencies", texts(paid, p -> p.payment().currency()))
                .param("instants", texts(paid, p -> p.told().at().toString()))
                .update();
    }

    /** From the latest purchase that is meant backwards, never more than was paid. */
    private void refund(List<Told> refunds) {
        List<Open> open = open(refunds.stream().map(Told::client).distinct().toArray(Long[]::new));
        List<Told> inOrder =
                refunds.stream().sorted(Comparator.comparing(Told::at)).toList();
        List<Long> ids = new ArrayList<>();
        List<String> amounts = new ArrayList<>();
        for (Told told : inOrder) {
            var refund = (Payment.Refunded) told.payment();
            BigDecimal rest = refund.amount();
            for (int i = 0; i < open.size() && rest.signum() > 0; i++) {
                Open purchase = open.get(i);
                BigDecimal back = rest.min(purchase.left());
                if (purchase.isMeantBy(told, refund) && back.signum() > 0) {
                    open.set(i, purchase.less(back));
                    rest = rest.subtract(back);
                    ids.add(purchase.id());
                    amounts.add(back.toPlainString());
                }
            }
        }
        jdbc.sql("""
                update purchase set refunded = refunded + t.amount
                from (select id, sum(amount::numeric) as amount from unnest(:ids::bigint[], :amounts::text[]) as u (id, amount)
                    group by id) t
                where purchase.id = t.id
                """)
                .param("ids", ids.toArray(Long[]::new))
                .param("amounts", amounts.toArray(String[]::new))
                .update();
    }

    private List<Open> open(Long[] clients) {
        return new ArrayList<>(jdbc.sql("""
                        select * from purchase where client_id = any (:clients) and refunded < amount
                        order by paid_at desc, id desc
                        """)
                .param("clients", clients)
                .query((rs, n) -> new Open(
                        rs.getLong("id"),
                        rs.getLong("client_id"),
                        rs.getString("product_code"),
                        rs.getString("provider"),
                        rs.getString("external_id"),
                        rs.getBigDecimal("amount").subtract(rs.getBigDecimal("refunded"))))
                .list());
    }

    private static @Nullable String[] texts(List<Paid> paid, Function<Paid, String> text) {
        return paid.stream().map(p -> Harmless.text(text.apply(p))).toArray(String[]::new);
    }
}
