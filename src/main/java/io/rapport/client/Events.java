package io.rapport.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What happened with clients. Events are only ever added. */
@Component
public class Events {

    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {};

    private final RowMapper<Event> event = (rs, n) -> new Event(
            rs.getLong("id"),
            rs.getLong("client_id"),
            rs.getString("type"),
            Rows.instant(rs, "at"),
            JsonMapper.shared().readValue(rs.getString("attributes"), ATTRIBUTES));

    private final JdbcClient jdbc;

    public Events(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds an event unless this client already has one under the same key.
     *
     * @return whether it is new
     */
    public boolean append(long clientId, String type, Instant at, Map<String, ?> attributes, String dedupeKey) {
        return jdbc.sql("""
                        insert into event (client_id, type, at, attributes, dedupe_key)
                        values (:client, :type, :at, :attributes::jsonb, :key)
                        on conflict (client_id, dedupe_key) do nothing
                        """)
                        .param("client", clientId)
                        .param("type", Harmless.text(type))
                        .param("at", Rows.parameter(at))
                        .param("attributes", JsonMapper.shared().writeValueAsString(Harmless.value(attributes)))
                        .param("key", Harmless.text(dedupeKey))
                        .update()
                == 1;
    }

    /**
     * Adds events in the given order, those left out that this client already has under the same key.
     */
    public void appendAll(long clientId, List<Happening> happenings) {
        if (happenings.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into event (client_id, type, at, attributes, dedupe_key)
                select :client, type, at, attributes::jsonb, key
                from unnest(:types, :instants::timestamptz[], :attributes, :keys)
                    with ordinality as t (type, at, attributes, key, position)
                order by position
                on conflict (client_id, dedupe_key) do nothing
                """)
                .param("client", clientId)
                .param("types", texts(happenings, happening -> Harmless.text(happening.type())))
                .param("instants", texts(happenings, happening -> happening.at().toString()))
                .param(
                        "attributes",
                        texts(
                                happenings,
                                happening ->
                                        JsonMapper.shared().writeValueAsString(Harmless.value(happening.attributes()))))
                .param("keys", texts(happenings, happening -> Harmless.text(happening.dedupeKey())))
                .update();
    }

    private static String[] texts(List<Happening> happenings, Function<Happening, String> text) {
        return happenings.stream().map(text).toArray(String[]::new);
    }

    /** Everything that happened since the given instant, oldest first. */
    public List<Event> since(long clientId, Instant from) {
        return jdbc.sql("select * from event where client_id = :client and at >= :from order by at, id")
                .param("client", clientId)
                .param("from", Rows.parameter(from))
                .query(event)
                .list();
    }

    /** The newest events, newest first. */
    public List<Event> latest(long clientId, int limit) {
        return jdbc.sql("select * from event where client_id = :client order by at desc, id desc limit :limit")
                .param("client", clientId)
                .param("limit", limit)
                .query(event)
                .list();
    }

    /**
     * What rules get to see of these clients, oldest first; whoever has nothing is absent. However much somebody talks, what limits
     * and series are counted by, and what was bought, does not fall out of sight.
     *
     * @param limit how many of the newest events, and how many of those that count beyond them
     */
    public Map<Long, List<Event>> historyOf(Collection<Long> clientIds, int limit) {
        Map<Long, List<Event>> byClient = new HashMap<>();
        jdbc.sql("""
                select history.* from unnest(:clients) as client (id) cross join lateral (
                    with newest as materialized (
                        select * from event where client_id = client.id order by at desc, id desc limit :limit
                    ), lasting as (
                        select * from event
                        where client_id = client.id and id not in (select id from newest) and type in ('TOUCHED', 'TOUCH_LOST',
                            'RESTED', 'GAVE_UP', 'SERIES_STARTED', 'SERIES_ENDED', 'PURCHASED', 'REFUNDED')
                        order by at desc, id desc limit :limit
                    )
                    select * from newest union all select * from lasting order by at desc, id desc) history
                """)
                .param("clients", clientIds.toArray(Long[]::new))
                .param("limit", limit)
                .query((RowCallbackHandler) rs -> {
                    Event found = event.mapRow(rs, 0);
                    byClient.computeIfAbsent(found.clientId(), client -> new ArrayList<>())
                            .add(found);
                });
        byClient.values().forEach(Collections::reverse);
        return byClient;
    }
}
