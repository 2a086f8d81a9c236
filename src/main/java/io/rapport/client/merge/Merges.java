package io.rapport.client.merge;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which clients became one, and when. */
@Component
public class Merges {

    private final JdbcClient jdbc;
    private final Duration undoable;
    private final RowMapper<Merge> row;

    /** @param undoable for how long a merge can be undone */
    public Merges(JdbcClient jdbc, @Value("${rapport.merging.undo-within:30d}") Duration undoable) {
        this.jdbc = jdbc;
        this.undoable = undoable;
        this.row = (rs, n) -> {
            Instant at = rs.getObject("at", OffsetDateTime.class).toInstant();
            OffsetDateTime undone = rs.getObject("undone_at", OffsetDateTime.class);
            return new Merge(
                    rs.getLong("id"),
                    rs.getLong("kept"),
                    rs.getLong("merged"),
                    at,
                    rs.getString("by"),
                    rs.getString("evidence"),
                    at.plus(undoable),
                    undone == null ? null : undone.toInstant(),
                    rs.getString("undone_by"));
        };
    }

    /** All that ever led to this client, the latest first. */
    public List<Merge> of(long clientId) {
        return jdbc.sql("select * from client_merge where kept = :client order by id desc")
                .param("client", clientId)
                .query(row)
                .list();
    }

    Optional<Merge> find(long id) {
        return jdbc.sql("select * from client_merge where id = :id")
                .param("id", id)
                .query(row)
                .optional();
    }

    /** The merge by which this id leads elsewhere today. */
    Optional<Merge> away(long id) {
        return jdbc.sql("select * from client_merge where merged = :id and undone_at is null")
                .param("id", id)
                .query(row)
                .optional();
    }

    /** Whether a person has already said that these two are not one, by undoing it. */
    boolean wereParted(long one, long other) {
        return jdbc.sql("""
                select exists (select 1 from client_merge where undone_at is not null
                    and (kept = :one and merged = :other or kept = :other and merged = :one))
                """)
                .param("one", one)
                .param("other", other)
                .query(Boolean.class)
                .single();
    }

    /** What was whose is forgotten where it cannot be undone any more. Returns how many merges that were. */
    public int forgetRipe(Instant now, int limit) {
        return jdbc.sql("""
                with ripe as (
                    select id from client_merge where merged_was is not null and at < :before limit :limit
                ), gone as (
                    delete from client_merge_row where merge_id in (select id from ripe)
                )
                update client_merge set kept_was = null, kept_made = null, merged_was = null where id in (select id from ripe)
                """)
                .param("before", now.minus(undoable).atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
