package io.rapport.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

@Timeout(180)
@Execution(CONCURRENT)
class EmbeddedDatabaseInItsOwnProcessTest {

    @TempDir
    Path parent;

    @Test
    void keepsItsRowsWhenRapportIsKilled() throws Exception {
        var folder = parent.resolve("данные и ещё");
        var first = Child.startIn(folder);
        first.jdbc().sql("create table note (text text)").update();
        first.jdbc().sql("insert into note values ('жива')").update();
        long orphan = postmaster(folder);
        first.kill();
        assertThat(ProcessHandle.of(orphan))
                .as("the server outlives a killed Rapport")
                .isPresent();

        try (var second = Child.startIn(folder)) {
            assertThat(second.jdbc()
                            .sql("select text from note")
                            .query(String.class)
                            .list())
                    .containsExactly("жива");
            assertThat(ProcessHandle.of(orphan)).as("the orphan was stopped").isEmpty();
        }
        assertThat(folder.resolve("pgdata/postmaster.pid"))
                .as("stopped in an orderly way")
                .doesNotExist();
    }

    @Test
    void refusesAFolderThatAnotherRapportUses() throws Exception {
        try (var first = Child.startIn(parent);
                var second = Child.startIn(parent)) {
            assertThat(first.firstLine()).startsWith("ready");
            assertThat(second.firstLine())
                    .startsWith("refused")
                    .contains(parent.toRealPath().toString(), "another Rapport");
            assertThat(second.exitCode()).isNotZero();
            assertThat(first.jdbc().sql("select 1").query(Integer.class).single())
                    .isOne();
        }
    }

    @Test
    void neverSignalsAProcessThatIsNotItsOwn() throws Exception {
        try (var first = Child.startIn(parent)) {
            assertThat(first.firstLine()).startsWith("ready");
        }
        var stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    parent.resolve("pgdata/postmaster.pid"),
                    "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n\nready\n"
                            .formatted(stranger.pid(), parent.resolve("pgdata")));
            try (var second = Child.startIn(parent)) {
                assertThat(second.firstLine()).startsWith("ready");
            }
            assertThat(stranger.waitFor(200, TimeUnit.MILLISECONDS))
                    .as("the stranger ended")
                    .isFalse();
        } finally {
            stranger.destroyForcibly();
        }
    }

    private static long postmaster(Path folder) throws IOException {
        return PidFile.of(folder.resolve("pgdata")).pid().orElseThrow();
    }
}
