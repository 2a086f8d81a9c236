package io.rapport.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Rows of this room as records. The driver knows no {@link Instant}, so the way there and back is here. */
final class Rows {

    static final RowMapper<Client> CLIENT = (rs, n) -> new Client(
            rs.getLong("id"),
            instant(rs, "created_at"),
            rs.getString("name"),
            rs.getString("phone"),
            rs.getString("email"),
            rs.getString("stage"),
            rs.getBigDecimal("score_fit"),
            rs.getBigDecimal("score_engagement"),
            rs.getString("band"),
            rs.getString("language"),
            rs.getString("timezone"),
            rs.getString("timezone_from"),
            rs.getString("source"),
            Owner.valueOf(rs.getString("owner_kind")),
            instantOrNull(rs, "owner_since"),
            rs.getString("owner_reason"),
            instantOrNull(rs, "opted_out_at"),
            instantOrNull(rs, "last_message_at"),
            instantOrNull(rs, "due_at"));

    static final RowMapper<Identity> IDENTITY = (rs, n) -> new Identity(
            rs.getLong("id"),
            rs.getLong("client_id"),
            rs.getString("channel"),
            rs.getString("external_id"),
            instant(rs, "created_at"),
            instantOrNull(rs, "unreachable_at"));

    static final RowMapper<Consent> CONSENT = (rs, n) -> new Consent(
            rs.getLong("id"),
            rs.getLong("client_id"),
            Consent.Purpose.valueOf(rs.getString("purpose")),
            rs.getString("channel"),
            rs.getString("text_version"),
            rs.getString("source"),
            rs.getString("proof"),
            instant(rs, "given_at"),
            instantOrNull(rs, "withdrawn_at"));

    private Rows() {}

    static @Nullable OffsetDateTime parameter(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
        OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
