package io.rapport.platform.database;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedDatabaseTest {

    @TempDir
    static Path folder;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.startIn(folder.toString());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        database.close();
    }

    @Test
    void promisesThatWhatIsCommittedIsOnDisk() {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
        assertThat(setting("data_checksums")).isEqualTo("on");
    }

    @Test
    void listensToThisMachineOnly() {
        assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(setting("unix_socket_directories")).isEmpty();
    }

    @Test
    void sortsAndFindsRussian() {
        assertThat(one("select string_agg(w, ' ' order by w) from unnest(array['ёж', 'жук', 'еда']) w"))
                .isEqualTo("еда ёж жук");
        jdbc().sql("create extension if not exists pg_trgm").update();
        assertThat(one("select array_to_string(show_trgm('урок'), ',') <> ''")).isEqualTo("t");
    }

    @Test
    void letsNobodyInWithoutThePassword() throws SQLException {
        String url;
        try (var connection = database.connections().getConnection()) {
            url = connection.getMetaData().getURL();
        }
        assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "guessed"))
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", ""))
                .isInstanceOf(SQLException.class);
        assertThat(jdbc().sql("select auth_method from pg_hba_file_rules where auth_method is not null")
                        .query(String.class)
                        .set())
                .containsExactly("scram-sha-256");
    }

    @Test
    void keepsThePasswordFromOthers() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder.resolve("db-password")))
                .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    }

    @Test
    void bringsAKilledServerBackOnItsPort() throws IOException {
        jdbc().sql("create table if not exists survivor (id int)").update();
        var port = setting("port");
        var killed = PidFile.of(folder.resolve("pgdata")).pid().orElseThrow();

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            assertThat(PidFile.of(folder.resolve("pgdata")).pid().orElseThrow()).isNotEqualTo(killed);
            assertThat(setting("port")).isEqualTo(port);
            assertThat(one("select count(*) from survivor")).isEqualTo("0");
        });
    }

    @Test
    void refusesASecondOneInTheSameFolder() {
        assertThatThrownBy(() -> EmbeddedDatabase.startIn(folder.toString()))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("another Rapport");
    }

    private static String setting(String name) {
        return one("select current_setting('%s')".formatted(name));
    }

    private static String one(String sql) {
        return jdbc().sql(sql).query((row, number) -> row.getString(1)).single();
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(database.connections());
    }
}
