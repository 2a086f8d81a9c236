package io.rapport.insight;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why nothing was said: to one client, and to all of them. */
@Component
public class SilenceViews {

    private static final int MOST = 200;

    private final JdbcClient jdbc;

    public SilenceViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param times how many reviews in a row of time said so, the first and the last included */
    public record Silence(
            String action, String row, String reason, long release, Instant firstAt, Instant lastAt, int times) {}

    /**
     * @param clients how many were left in silence for this reason within the time
     * @param times how often, over the whole of each such silence
     */
    public record Count(String action, String row, String reason, long clients, long times) {}

    /** Newest first. */
    public List<Silence> of(long clientId) {
        return jdbc.sql("select * from silence where client_id = :client order by last_at desc, digest limit :limit")
                .param("client", clientId)
                .param("limit", MOST)
                .query((rs, n) -> new Silence(
                        rs.getString("action"),
                        rs.getString("row_id"),
                        rs.getString("reason"),
                        rs.getLong("release_id"),
                        Columns.instant(rs, "first_at"),
                        Columns.instant(rs, "last_at"),
                        rs.getInt("times")))
                .list();
    }

    /** What kept us silent within a time, the most frequent first; releases that say the same count together. */
    public List<Count> between(Instant from, Instant to) {
        return jdbc.sql("""
                select action, row_id, reason, count(distinct client_id) as clients, sum(times) as times
                from silence where last_at >= :from and first_at < :to
                group by action, row_id, reason order by clients desc, row_id, reason limit :limit
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("limit", MOST)
                .query((rs, n) -> new Count(
                        rs.getString("action"),
                        rs.getString("row_id"),
                        rs.getString("reason"),
                        rs.getLong("clients"),
                        rs.getLong("times")))
                .list();
    }
}
