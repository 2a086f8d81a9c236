package io.rapport.client;

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
}
