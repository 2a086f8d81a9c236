package io.rapport.insight;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Clients who could not be decided about and are tried again ever more rarely. */
@Component
public class TroubleView {

    private final JdbcClient jdbc;

    public TroubleView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param againAt when it is tried again */
    public record Trouble(
            long client,
            String error,
            int tries,
            Instant since,
            Instant lastTry,
            @Nullable Instant againAt) {}

    public List<Trouble> latest(int limit) {
        return jdbc.sql("""
                select t.*, client.due_at from review_trouble t join client on client.id = t.client_id
                order by t.at desc, t.client_id limit :limit
                """)
                .param("limit", limit)
                .query((rs, n) -> new Trouble(
                        rs.getLong("client_id"),
                        rs.getString("error"),
                        rs.getInt("tries"),
                        Columns.instant(rs, "since"),
                        Columns.instant(rs, "at"),
                        Columns.instantOrNull(rs, "due_at")))
                .list();
    }
}
