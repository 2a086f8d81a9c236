package io.rapport.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tags of a client, each with the row that put it there. */
final class Tags {

    private final JdbcClient jdbc;

    Tags(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, String> of(long clientId) {
        Map<String, String> tags = new LinkedHashMap<>();
        jdbc.sql("select tag, row_id from client_tag where client_id = :client order by tag")
                .param("client", clientId)
                .query(rs -> {
                    tags.put(rs.getString("tag"), rs.getString("row_id"));
                });
        return tags;
    }

    /** A tag that stays keeps the instant at which it was first put on. */
    void replace(long clientId, Map<String, String> tags, Instant now) {
        String[] names = tags.keySet().toArray(String[]::new);
        jdbc.sql("""
                with gone as (delete from client_tag where client_id = :client and tag <> all (:tags))
                insert into client_tag (client_id, tag, row_id, added_at)
                select :client, tag, row_id, :now from unnest(:tags, :rows) as t (tag, row_id)
                on conflict (client_id, tag) do update set row_id = excluded.row_id
                where client_tag.row_id <> excluded.row_id
                """)
                .param("client", clientId)
                .param("now", Rows.parameter(now))
                .param("tags", names)
                .param("rows", tags.values().toArray(String[]::new))
                .update();
    }
}
