package io.rapport.client;

import io.rapport.client.Arrival.Person;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Under which name an event was told. Only of those who were two: should they be two again, each gets back what was told under his
 * name.
 */
record Whence(JdbcClient jdbc) {

    record Told(long client, String key, Person person) {}

    void note(List<Told> told) {
        if (told.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into client_merge_via (client_id, dedupe_key, channel, external_id)
                select client, key, channel, external
                from unnest(:clients::bigint[], :keys::text[], :channels::text[], :externals::text[])
                    as t (client, key, channel, external)
                where client in (select kept from client_merge where merged_was is not null)
                on conflict do nothing
                """)
                .param("clients", told.stream().map(Told::client).toArray(Long[]::new))
                .param("keys", texts(told, Told::key))
                .param("channels", texts(told, one -> one.person().channel()))
                .param("externals", texts(told, one -> one.person().externalId()))
                .update();
    }

    private static String[] texts(List<Told> told, Function<Told, String> text) {
        return told.stream().map(text).map(Harmless::text).toArray(String[]::new);
    }
}
