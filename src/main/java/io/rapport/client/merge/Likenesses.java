package io.rapport.client.merge;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may be one person without that anything proves it: for somebody to look at. What was dismissed does not come back. */
@Component
public class Likenesses {

    private final JdbcClient jdbc;

    public Likenesses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those nobody has decided about, the latest first. */
    public List<Likeness> open(int limit) {
        return list("dismissed_at is null", null, limit);
    }

    /** Those with this client. */
    public List<Likeness> of(long clientId) {
        return list("dismissed_at is null and :client in (one, other)", clientId, 20);
    }

    public int count() {
        return jdbc.sql("select count(*) from client_likeness where dismissed_at is null")
                .query(Integer.class)
                .single();
    }

    void note(long client, long other, String kind, Instant now) {
        jdbc.sql("""
                insert into client_likeness (one, other, kind, found_at)
                select :one, :other, :kind, :now
                where (select count(*) from client where id in (:one, :other)) = 2
                on conflict do nothing
                """)
                .param("one", Math.min(client, other))
                .param("other", Math.max(client, other))
                .param("kind", kind)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** They are two. Returns false if nobody had taken them for one. */
    public boolean dismiss(long client, long other, String by, Instant now) {
        return jdbc.sql("""
                        update client_likeness set dismissed_at = :now, dismissed_by = :by
                        where one = :one and other = :other and dismissed_at is null
                        """)
                        .param("one", Math.min(client, other))
                        .param("other", Math.max(client, other))
                        .param("by", by)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Whoever was said to be like the one who is merged, or said not to be, is so for the one who is kept. */
    void handDown(Pair pair) {
        pair.given(jdbc.sql("""
                insert into client_likeness (one, other, kind, found_at, dismissed_at, dismissed_by)
                select least(:kept, third), greatest(:kept, third), kind, found_at, dismissed_at, dismissed_by
                from (select *, case when one = :merged then other else one end as third
                    from client_likeness where :merged in (one, other)) likeness
                where third <> :kept
                on conflict do nothing
                """)).update();
    }

    private List<Likeness> list(String which, @Nullable Long client, int limit) {
        var statement = jdbc.sql("""
                select one, other, kind, found_at from client_likeness where %s order by found_at desc, one, other limit :limit
                """.formatted(which)).param("limit", limit);
        return (client == null ? statement : statement.param("client", client))
                .query((rs, n) -> new Likeness(
                        rs.getLong("one"),
                        rs.getLong("other"),
                        rs.getString("kind"),
                        rs.getObject("found_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
