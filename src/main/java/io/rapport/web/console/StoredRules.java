package io.rapport.web.console;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The live release as the database keeps it: files, but no knowledge of what the tables in them mean. */
final class StoredRules implements RulesView {

    private final JdbcClient jdbc;

    StoredRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<LiveRules> live() {
        return jdbc.sql("select * from release order by id desc limit 1")
                .query((rs, n) -> new LiveRules(
                        rs.getLong("id"),
                        rs.getString("hash"),
                        rs.getString("author"),
                        rs.getString("comment"),
                        rs.getObject("published_at", OffsetDateTime.class).toInstant(),
                        files(rs.getLong("id")),
                        List.of()))
                .optional();
    }

    @Override
    public Optional<byte[]> file(String path) {
        return jdbc.sql("""
                select bytes from release_file
                where path = :path and release_id = (select max(id) from release)
                """)
                .param("path", path.replace("\0", ""))
                .query(byte[].class)
                .optional();
    }

    private List<RuleFile> files(long release) {
        return jdbc.sql("""
                select path, octet_length(bytes) as bytes, sha256 from release_file where release_id = :release order by path
                """)
                .param("release", release)
                .query((rs, n) -> new RuleFile(rs.getString("path"), rs.getLong("bytes"), rs.getString("sha256")))
                .list();
    }
}
