package io.rapport.client;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** Whether this is still the client's. It need not be, if the client was another one when its lock was waited for. */
    public boolean belongs(String channel, String externalId, long clientId) {
        return jdbc.sql("""
                select exists (select 1 from identity
                    where channel = :channel and external_id = :external and client_id = :client)
                """)
                .param("channel", channel)
                .param("external", externalId)
                .param("client", clientId)
                .query(Boolean.class)
                .single();
    }

    /** Where each of these clients was heard last, of the channels that reach them; whoever none reaches is absent. */
    public Map<Long, Identity> reachable(Collection<Long> clientIds) {
        return jdbc.sql("""
                        select distinct on (client_id) identity.*
                        from identity left join lateral (
                            select received_at from inbound
                            where inbound.channel = identity.channel and inbound.lane = identity.external_id
                            order by inbound.id desc limit 1) heard on true
                        where client_id = any (:clients) and unreachable_at is null
                        order by client_id, heard.received_at desc nulls last, identity.id desc
                        """).param("clients", clientIds.toArray(Long[]::new)).query(Rows.IDENTITY).list().stream()
                .collect(Collectors.toMap(Identity::clientId, Function.identity()));
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
