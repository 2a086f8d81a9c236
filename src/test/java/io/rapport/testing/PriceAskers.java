package io.rapport.testing;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A crowd who asked the price in Telegram, agreed to be written to and fell silent; nobody of them is due yet. */
public final class PriceAskers {

    private PriceAskers() {}

    /**
     * @param silentFor since when, as the database's clock tells it
     * @param zones where they live, by turns
     */
    public static void join(JdbcClient jdbc, int count, Duration silentFor, List<String> zones) {
        jdbc.sql("""
                with new as (
                    insert into client (created_at, name, stage, last_message_at, timezone, timezone_from)
                    select now() - interval '9 days', 'Анна', 'ENGAGED', now() - :hours * interval '1 hour',
                        (string_to_array(:zones, ','))[1 + n % :zoneCount], 'TOLD'
                    from generate_series(1, :count) n returning id
                ), ids as (
                    insert into identity (client_id, channel, external_id, created_at)
                    select id, 'telegram', (800000 + id)::text, now() from new
                ), agreed as (
                    insert into consent (client_id, purpose, text_version, source, given_at)
                    select id, 'ADVERTISING', '1', 'test', now() - interval '9 days' from new
                )
                insert into event (client_id, type, at, attributes, dedupe_key)
                select id, type, now() - :hours * interval '1 hour', '{}', type
                from new, unnest(array['MESSAGE', 'ASKED_PRICE']) type
                """)
                .param("hours", silentFor.toHours())
                .param("zones", String.join(",", zones))
                .param("zoneCount", zones.size())
                .param("count", count)
                .update();
    }
}
