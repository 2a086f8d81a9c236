package io.rapport.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What weeks came to. */
@Component
public class DigestViews {

    private final JdbcClient jdbc;

    public DigestViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param week its Monday */
    public record Digest(LocalDate week, Instant writtenAt, JsonNode body) {}

    /** Newest first. */
    public List<Digest> latest(int limit) {
        return jdbc.sql("select * from digest order by week desc limit :limit")
                .param("limit", limit)
                .query((rs, n) -> new Digest(
                        rs.getObject("week", LocalDate.class),
                        Columns.instant(rs, "created_at"),
                        Columns.json(rs, "body")))
                .list();
    }
}
