package io.rapport.client.lead.intake;

import io.rapport.client.lead.LeadField;
import io.rapport.client.sheet.SheetFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of imports as records. */
final class ImportRows {

    private ImportRows() {}

    static LeadImport one(ResultSet rs, int number) throws SQLException {
        return new LeadImport(
                rs.getLong("id"),
                rs.getString("file_name"),
                rs.getLong("bytes"),
                SheetFile.Format.valueOf(rs.getString("format")),
                rs.getString("encoding"),
                rs.getString("separator"),
                rs.getBoolean("has_header"),
                texts(rs, "columns"),
                texts(rs, "mapping").stream().map(LeadField::valueOf).toList(),
                rs.getString("source"),
                LeadImport.State.valueOf(rs.getString("state")),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                rs.getString("created_by"),
                instant(rs, "started_at"),
                instant(rs, "finished_at"),
                rs.getObject("total", Integer.class),
                rs.getInt("position"),
                rs.getInt("created"),
                rs.getInt("known"),
                rs.getInt("changed"),
                rs.getInt("broken"),
                rs.getString("error"),
                rs.getString("error_en"));
    }

    static List<String> texts(ResultSet rs, String column) throws SQLException {
        return List.copyOf(Arrays.asList((String[]) rs.getArray(column).getArray()));
    }

    static OffsetDateTime parameter(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
