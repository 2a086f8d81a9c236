package io.rapport.insight;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages that could not be handled after several tries, newest first. */
@Component
public class SetAsideView {

    private static final int EXCERPT = 600;

    /** @param raw the beginning of what the messenger sent, as text */
    public record SetAside(
            long id,
            String channel,
            String lane,
            String kind,
            Instant receivedAt,
            int attempts,
            @Nullable String error,
            @Nullable Long client,
            String raw) {}

    private final JdbcClient jdbc;

    public SetAsideView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<SetAside> latest(int limit) {
        return jdbc.sql("""
                select i.id, i.channel, i.lane, i.kind, i.received_at, i.attempts, i.error,
                    substring(i.raw for :excerpt) as raw,
                    coalesce(i.client_id, (select client_id from identity
                        where identity.channel = i.channel and identity.external_id = i.lane)) as client
                from inbound i where i.state = 'SET_ASIDE' order by i.id desc limit :limit
                """)
                .param("excerpt", EXCERPT)
                .param("limit", limit)
                .query((rs, n) -> {
                    long client = rs.getLong("client");
                    Long known = rs.wasNull() ? null : client;
                    return new SetAside(
                            rs.getLong("id"),
                            rs.getString("channel"),
                            rs.getString("lane"),
                            rs.getString("kind"),
                            Columns.instant(rs, "received_at"),
                            rs.getInt("attempts"),
                            rs.getString("error"),
                            known,
                            new String(rs.getBytes("raw"), StandardCharsets.UTF_8));
                })
                .list();
    }
}
