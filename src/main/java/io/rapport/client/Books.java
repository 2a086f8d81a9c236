package io.rapport.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What clients bought and gave back. Works under the locks of the clients, in the transaction that keeps the events. */
record Books(JdbcClient jdbc) {

    /** @param key of its event: unique for the client */
    record Told(long client, Instant at, String key, Payment payment) {}

    private record Paid(Told told, Payment.Paid payment) {

        String externalId() {
            return payment.externalId() == null ? told.key() : payment.externalId();
        }
    }

    private record Refunded(Told told, Payment.Refunded payment) {}

    /** In whatever order money is told of, the books are the same: what is given back is computed anew from all that is known. */
    void keep(List<Told> all) {
        List<Paid> paid = new ArrayList<>();
        List<Refunded> refunded = new ArrayList<>();
        for (Told told : all) {
            if (told.payment() instanceof Payment.Paid payment) {
                paid.add(new Paid(told, payment));
            } else if (told.payment() instanceof Payment.Refunded payment) {
                refunded.add(new Refunded(told, payment));
            }
        }
        if (!paid.isEmpty()) {
            insert(paid);
        }
        if (!refunded.isEmpty()) {
            note(refunded);
        }
        new Refunds(jdbc)
                .settle(all.stream().map(Told::client).distinct().sorted().toArray(Long[]::new));
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

    private void note(List<Refunded> refunded) {
        jdbc.sql("""
                insert into refund (client_id, told_key, provider, external_id, product_code, amount, at)
                select client, key, provider, external, product, amount::numeric, at::timestamptz
                from unnest(:clients::bigint[], :keys::text[], :providers::text[], :externals::text[],
                    :products::text[], :amounts::text[], :instants::text[])
                    as told (client, key, provider, external, product, amount, at)
                order by client, key
                on conflict (client_id, told_key) do nothing
                """)
                .param("clients", refunded.stream().map(r -> r.told().client()).toArray(Long[]::new))
                .param("keys", texts(refunded, r -> r.told().key()))
                .param("providers", texts(refunded, r -> r.payment().provider()))
                .param("externals", texts(refunded, r -> r.payment().externalId()))
                .param("products", texts(refunded, r -> r.payment().product()))
                .param("amounts", texts(refunded, r -> r.payment().amount().toPlainString()))
                .param("instants", texts(refunded, r -> r.told().at().toString()))
                .update();
    }

    private static <T> @Nullable String[] texts(List<T> told, Function<T, @Nullable String> text) {
        return told.stream().map(one -> Harmless.textOrNull(text.apply(one))).toArray(String[]::new);
    }
}
