package io.rapport.content;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What each client has been given already: nobody gets the same material twice. */
@Repository
public class SeenContent {

    private final JdbcClient jdbc;

    public SeenContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Set<String> by(long clientId) {
        return new HashSet<>(jdbc.sql("select content_id from content_seen where client_id = ?")
                .param(clientId)
                .query(String.class)
                .list());
    }

    /** What each of these clients has been given; whoever has got nothing is absent. */
    public Map<Long, Set<String>> byAll(Collection<Long> clientIds) {
        Map<Long, Set<String>> seen = new HashMap<>();
        jdbc.sql("select client_id, content_id from content_seen where client_id = any (?)")
                .param(clientIds.toArray(Long[]::new))
                .query((RowCallbackHandler)
                        rs -> seen.computeIfAbsent(rs.getLong("client_id"), client -> new HashSet<>())
                                .add(rs.getString("content_id")));
        return seen;
    }

    public void add(long clientId, String contentId, Instant now) {
        jdbc.sql("insert into content_seen (client_id, content_id, seen_at) values (?, ?, ?) on conflict do nothing")
                .params(clientId, contentId, Timestamp.from(now))
                .update();
    }
}
