package io.rapport.content.knowledge;

import io.rapport.content.Change;
import io.rapport.content.ContentFilter;
import io.rapport.content.KnowledgeEntry;
import io.rapport.content.Page;
import io.rapport.content.Rows;
import io.rapport.content.Shelf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The questions that can be answered. */
@Repository
public class Knowledge implements Shelf<KnowledgeEntry> {

    // the phrasings come along in one go, without the question itself (ordinal 0)
    private static final String SELECT = """
            select k.*, array(select p.phrase from knowledge_phrase p
                              where p.knowledge_id = k.id and p.ordinal > 0 order by p.ordinal) as phrasings
            from knowledge k
            """;

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Search search;

    public Knowledge(DataSource dataSource, TransactionTemplate transaction) {
        this.batches = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(batches);
        this.transaction = transaction;
        this.search = new Search(jdbc, transaction);
    }

    /**
     * The active entries nearest to the question, best first, at most {@code limit}. Which similarity is near enough to be given as
     * an answer is for the rules to say.
     */
    public List<Found> find(String question, String language, int limit) {
        List<Hit> hits = search.nearest(Folding.fold(question), language, limit);
        Map<String, KnowledgeEntry> entries = jdbc
                .sql(SELECT + "where k.id = any (:ids)")
                .param("ids", hits.stream().map(Hit::entry).toArray(String[]::new))
                .query(Knowledge::entry)
                .list()
                .stream()
                .collect(Collectors.toMap(KnowledgeEntry::id, Function.identity()));
        // one may have been removed in the meantime
        return hits.stream()
                .filter(hit -> entries.containsKey(hit.entry()))
                .map(hit -> new Found(entries.get(hit.entry()), hit.similarity(), hit.passage()))
                .toList();
    }

    @Override
    public Optional<KnowledgeEntry> find(String id) {
        return jdbc.sql(SELECT + "where k.id = ?")
                .param(Rows.text(id))
                .query(Knowledge::entry)
                .optional();
    }

    @Override
    public List<KnowledgeEntry> all() {
        return jdbc.sql(SELECT + "order by k.id").query(Knowledge::entry).list();
    }

    /** Entries have no type: a filter by one is a filter by language. */
    public Page<KnowledgeEntry> page(ContentFilter filter, @Nullable String after, int limit) {
        List<KnowledgeEntry> found = jdbc.sql(SELECT + """
                        where (:after::text is null or k.id > :after)
                          and (:type::text is null or k.language = :type)
                          and (:tag::text is null or :tag = any (k.tags))
                          and (:active::boolean is null or k.active = :active)
                          and (:pattern::text is null or k.id ilike :pattern or k.answer ilike :pattern
                               or exists (select 1 from knowledge_phrase p
                                          where p.knowledge_id = k.id and p.phrase ilike :pattern))
                        order by k.id
                        limit :limit
                        """)
                .param("after", Rows.text(after))
                .param("type", Rows.text(filter.type()))
                .param("tag", Rows.text(filter.tag()))
                .param("active", filter.active())
                .param("pattern", filter.pattern())
                .param("limit", limit + 1)
                .query(Knowledge::entry)
                .list();
        return Rows.page(found, limit, KnowledgeEntry::id);
    }

    @Override
    public void lock() {
        Rows.lock(jdbc, "knowledge");
    }

    @Override
    public Change put(KnowledgeEntry entry, Instant now) {
        return transaction.execute(status -> Rows.put(this, entry.id(), entry, now));
    }

    @Override
    public void putAll(List<KnowledgeEntry> entries, Instant now) {
        batches.batchUpdate(
                """
                insert into knowledge (id, language, question, answer, tags, active, updated_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update
                set language = excluded.language, question = excluded.question, answer = excluded.answer,
                    tags = excluded.tags, active = excluded.active, updated_at = excluded.updated_at
                """, entries.stream().map(entry -> values(entry, now)).toList());
        batches.batchUpdate(
                "delete from knowledge_phrase where knowledge_id = ?",
                entries.stream().map(entry -> new Object[] {entry.id()}).toList());
        batches.batchUpdate(
                "insert into knowledge_phrase (knowledge_id, ordinal, phrase, folded) values (?, ?, ?, ?)",
                entries.stream().flatMap(entry -> phrases(entry).stream()).toList());
        search.touched();
    }

    @Override
    public Change remove(String id, Instant now) {
        int removed = jdbc.sql("delete from knowledge where id = ?")
                .param(Rows.text(id))
                .update();
        search.touched();
        return Rows.removed(removed);
    }

    private static Object[] values(KnowledgeEntry entry, Instant now) {
        return new Object[] {
            entry.id(),
            entry.language(),
            entry.question(),
            entry.answer(),
            Rows.array(entry.tags()),
            entry.active(),
            Timestamp.from(now)
        };
    }

    private static List<Object[]> phrases(KnowledgeEntry entry) {
        List<Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {entry.id(), 0, entry.question(), Folding.fold(entry.question())});
        for (String phrasing : entry.phrasings()) {
            rows.add(new Object[] {entry.id(), rows.size(), phrasing, Folding.fold(phrasing)});
        }
        return rows;
    }

    private static KnowledgeEntry entry(ResultSet row, int number) throws SQLException {
        return new KnowledgeEntry(
                row.getString("id"),
                row.getString("language"),
                row.getString("question"),
                Rows.list(row, "phrasings"),
                row.getString("answer"),
                Rows.list(row, "tags"),
                row.getBoolean("active"));
    }
}
