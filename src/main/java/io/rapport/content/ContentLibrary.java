package io.rapport.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The materials that can be sent. */
@Repository
public class ContentLibrary implements Shelf<ContentItem> {

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Watched<Library> library;

    public ContentLibrary(DataSource dataSource, TransactionTemplate transaction) {
        this.batches = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(batches);
        this.transaction = transaction;
        this.library = new Watched<>(jdbc, "content_library", () -> Library.of(all()));
    }

    /** Everything at once, from memory; at most a second behind a change made by another node. */
    public Library snapshot() {
        return library.get();
    }

    @Override
    public Optional<ContentItem> find(String id) {
        return jdbc.sql("select * from content_library where id = ?")
                .param(Rows.text(id))
                .query(ContentLibrary::item)
                .optional();
    }

    @Override
    public List<ContentItem> all() {
        return jdbc.sql("select * from content_library order by id")
                .query(ContentLibrary::item)
                .list();
    }

    public Page<ContentItem> page(ContentFilter filter, @Nullable String after, int limit) {
        List<ContentItem> found = jdbc.sql("""
                        select * from content_library
                        where (:after::text is null or id > :after)
                          and (:type::text is null or type = :type)
                          and (:tag::text is null or :tag = any (tags))
                          and (:active::boolean is null or active = :active)
                          and (:pattern::text is null
                               or id ilike :pattern or title ilike :pattern or body ilike :pattern)
                        order by id
                        limit :limit
                        """)
                .param("after", Rows.text(after))
                .param("type", Rows.text(filter.type()))
                .param("tag", Rows.text(filter.tag()))
                .param("active", filter.active())
                .param("pattern", filter.pattern())
                .param("limit", limit + 1)
                .query(ContentLibrary::item)
                .list();
        return Rows.page(found, limit, ContentItem::id);
    }

    @Override
    public void lock() {
        Rows.lock(jdbc, "content_library");
    }

    @Override
    public Change put(ContentItem item, Instant now) {
        return transaction.execute(status -> Rows.put(this, item.id(), item, now));
    }

    @Override
    public void putAll(List<ContentItem> items, Instant now) {
        batches.batchUpdate("""
                insert into content_library (id, type, title, url, body, tags, stages, levels, interests, language, format,
                                             valid_from, valid_to, active, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update
                set type = excluded.type, title = excluded.title, url = excluded.url, body = excluded.body,
                    tags = excluded.tags, stages = excluded.stages, levels = excluded.levels,
                    interests = excluded.interests, language = excluded.language, format = excluded.format,
                    valid_from = excluded.valid_from, valid_to = excluded.valid_to, active = excluded.active,
                    updated_at = excluded.updated_at
                """, items.stream().map(item -> values(item, now)).toList());
        library.touched();
    }

    /** Removes an item nobody has received; one that somebody has is only switched off. */
    @Override
    public Change remove(String id, Instant now) {
        return transaction.execute(status -> {
            lock();
            library.touched();
            int switchedOff = jdbc.sql("""
                            update content_library set active = false, updated_at = :now
                            where id = :id and exists (select 1 from content_seen where content_id = :id)
                            """)
                    .param("id", Rows.text(id))
                    .param("now", Timestamp.from(now))
                    .update();
            return switchedOff > 0
                    ? Change.DEACTIVATED
                    : Rows.removed(jdbc.sql("delete from content_library where id = ?")
                            .param(Rows.text(id))
                            .update());
        });
    }

    private static Object[] values(ContentItem item, Instant now) {
        return new Object[] {
            item.id(),
            item.type(),
            item.title(),
            item.url(),
            item.body(),
            Rows.array(item.tags()),
            Rows.array(item.stages()),
            Rows.array(item.levels()),
            Rows.array(item.interests()),
            item.language(),
            item.format(),
            item.validFrom(),
            item.validTo(),
            item.active(),
            Timestamp.from(now)
        };
    }

    private static ContentItem item(ResultSet row, int number) throws SQLException {
        return new ContentItem(
                row.getString("id"),
                row.getString("type"),
                row.getString("title"),
                row.getString("url"),
                row.getString("body"),
                Rows.list(row, "tags"),
                Rows.list(row, "stages"),
                Rows.list(row, "levels"),
                Rows.list(row, "interests"),
                row.getString("language"),
                row.getString("format"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getBoolean("active"));
    }
}
