package io.rapport.outbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/** Rows of this room as records. */
final class TouchRows {

    static final RowMapper<Touch> TOUCH = (rs, n) -> new Touch(
            rs.getLong("id"),
            rs.getLong("client_id"),
            rs.getString("touch_key"),
            Touch.Kind.valueOf(rs.getString("kind")),
            rs.getString("channel"),
            rs.getString("recipient"),
            Touch.State.valueOf(rs.getString("state")),
            rs.getString("brief"),
            rs.getString("message"),
            rs.getString("reply_to"),
            rs.getObject("planned_at", OffsetDateTime.class).toInstant(),
            rs.getInt("attempts"),
            rs.getObject("lease_token", UUID.class),
            new Errand(
                    Errand.leavesOfJson(rs.getString("leaves")),
                    rs.getString("content_id"),
                    rs.getString("row_id"),
                    rs.getObject("release_id", Long.class),
                    rs.getString("send_window")));

    private TouchRows() {}

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
