package io.rapport.payment.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

final class NoticeRows {

    private NoticeRows() {}

    static Notice notice(ResultSet rs) throws SQLException {
        String reason = rs.getString("reason");
        long client = rs.getLong("client_id");
        Long clientId = rs.wasNull() ? null : client;
        Instant receivedAt = rs.getObject("received_at", OffsetDateTime.class).toInstant();
        return new Notice(
                rs.getLong("id"),
                rs.getString("provider"),
                rs.getString("external_id"),
                receivedAt,
                Notice.State.valueOf(rs.getString("state")),
                rs.getString("kind"),
                rs.getString("payment_id"),
                rs.getBigDecimal("amount"),
                rs.getString("currency"),
                instant(rs, "at"),
                rs.getString("reference"),
                rs.getString("product_code"),
                rs.getString("phone"),
                rs.getString("email"),
                reason == null ? null : Reason.valueOf(reason),
                rs.getString("detail"),
                rs.getString("error"),
                clientId,
                rs.getString("event_key"),
                rs.getString("booked_by"),
                rs.getString("comment"),
                instant(rs, "done_at"));
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
