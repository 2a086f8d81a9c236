package io.rapport.client;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Under which names the channels know a client, and whether they reach it. */
@Component
public class Identities {

    private final JdbcClient jdbc;

    public Identities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Identity> of(long clientId) {
        return jdbc.sql("select * from identity where client_id = :id order by id")
                .param("id", clientId)
                .query(Rows.IDENTITY)
                .list();
    }

    /** On which channel each of these clients was heard last; for whoever never wrote, the one on which we met. */
    public Map<Long, String> lastHeard(Collection<Long> clientIds) {
        Map<Long, String> channels = new HashMap<>();
        jdbc.sql("""
                select client.id, coalesce(
                    (select channel from inbound where client_id = client.id order by id desc limit 1),
                    (select channel from identity where client_id = client.id order by id limit 1)) as channel
                from unnest(:clients) as client (id)
                """).param("clients", clientIds.toArray(Long[]::new)).query((RowCallbackHandler) rs -> {
            if (rs.getString("channel") != null) {
                channels.put(rs.getLong("id"), rs.getString("channel"));
            }
        });
        return channels;
    }

    /** The channel reaches this person again, or refuses to: who writes to us is reachable, who blocked the bot is not. */
    public void reachable(String channel, String externalId, boolean isReachable, Instant now) {
        jdbc.sql("""
                update identity set unreachable_at = case when :reachable then null else coalesce(unreachable_at, :now) end
                where channel = :channel and external_id = :external and (unreachable_at is null) <> :reachable
                """)
                .param("reachable", isReachable)
                .param("now", Rows.parameter(now))
                .param("channel", channel)
                .param("external", externalId)
                .update();
    }
}
