package io.rapport.platform.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

@Execution(CONCURRENT)
class UnusableFolderTest {

    @TempDir
    Path folder;

    @BeforeEach
    void unpack() {
        UnpackedPostgres.layInto(folder);
    }

    @Test
    void namesTheFolderThatCannotBeWritten() throws IOException {
        var inTheWay = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(
                        () -> EmbeddedDatabase.startIn(inTheWay.resolve("data").toString()))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining(inTheWay.toString())
                .hasMessageContaining("cannot be written");
    }

    @Test
    void refusesDataOfAnotherMajorVersion() throws Exception {
        Files.createDirectories(folder.resolve("pgdata"));
        Files.writeString(folder.resolve("pgdata/PG_VERSION"), "14\n");
        try (var database = EmbeddedDatabase.startIn(folder.toString())) {
            assertThatThrownBy(() -> database.connections().getConnection())
                    .isInstanceOf(UnusableDatabase.class)
                    .hasMessageContaining("made by PostgreSQL 14")
                    .hasMessageContaining("brings PostgreSQL 18");
        }
    }

    @Test
    void refusesAFolderThatIsNoDatabase() throws Exception {
        Files.createDirectories(folder.resolve("pgdata"));
        Files.writeString(folder.resolve("pgdata/holiday.jpg"), "dear");
        try (var database = EmbeddedDatabase.startIn(folder.toString())) {
            assertThatThrownBy(() -> database.connections().getConnection())
                    .isInstanceOf(UnusableDatabase.class)
                    .hasMessageContaining("no data directory of PostgreSQL");
        }
    }

    @Test
    void refusesDataWithoutTheirPassword() throws Exception {
        try (var database = EmbeddedDatabase.startIn(folder.toString())) {
            database.connections().getConnection().close();
        }
        Files.delete(folder.resolve("db-password"));
        try (var database = EmbeddedDatabase.startIn(folder.toString())) {
            assertThatThrownBy(() -> database.connections().getConnection())
                    .isInstanceOf(UnusableDatabase.class)
                    .hasMessageContaining("db-password does not exist");
        }
    }
}
