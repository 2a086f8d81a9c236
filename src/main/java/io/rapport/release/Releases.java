package io.rapport.release;

import io.rapport.ruleset.RuleFiles;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** All releases there ever were, with their files. The newest is live. */
@Repository
public class Releases {

    private static final RowMapper<Summary> SUMMARY = (rs, n) -> new Summary(
            rs.getLong("id"),
            rs.getString("hash"),
            rs.getString("author"),
            rs.getObject("published_at", OffsetDateTime.class).toInstant());

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public Releases(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    public record Summary(long id, String hash, String author, Instant publishedAt) {}

    public Optional<Summary> live() {
        return newest(1).stream().findFirst();
    }

    public Optional<Summary> find(long id) {
        return jdbc.sql("select id, hash, author, published_at from release where id = ?")
                .param(id)
                .query(SUMMARY)
                .optional();
    }

    /** Newest first. */
    public List<Summary> newest(int limit) {
        return jdbc.sql("select id, hash, author, published_at from release order by id desc limit ?")
                .param(limit)
                .query(SUMMARY)
                .list();
    }

    public RuleFiles files(long id) {
        var bytes = new TreeMap<String, byte[]>();
        jdbc.sql("select path, bytes from release_file where release_id = ?")
                .param(id)
                .query(rs -> {
                    bytes.put(rs.getString("path"), rs.getBytes("bytes"));
                });
        return new RuleFiles(bytes);
    }

    /** Makes the files live, unless they are already. Two nodes that start with the same files make one release. */
    public Summary publish(RuleFiles files, String author, Instant now) {
        return transaction.execute(status -> {
            jdbc.sql("lock table release in share row exclusive mode").update();
            Optional<Summary> live = live();
            if (live.isPresent() && live.get().hash().equals(files.hash())) {
                return live.get();
            }
            long id = jdbc.sql("insert into release (hash, author, published_at) values (?, ?, ?) returning id")
                    .params(files.hash(), author, now.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single();
            files.bytes()
                    .forEach((path, bytes) -> jdbc.sql(
                                    "insert into release_file (release_id, path, bytes, sha256) values (?, ?, ?, ?)")
                            .params(id, path, bytes, RuleFiles.sha256(bytes))
                            .update());
            return new Summary(id, files.hash(), author, now);
        });
    }
}
