package io.rapport.platform.database;

import io.rapport.platform.database.Programs.ProgramFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/** One PostgreSQL data directory: made once, started on a port, stopped. */
final class Cluster {

    static final String USER = "postgres";
    static final String DATABASE = "postgres";

    private static final long LARGE_LOG = 10_000_000;

    private final DataFolder folder;
    private final Path directory;
    private final Path log;
    private final Programs programs;

    Cluster(DataFolder folder, Path home) {
        this.folder = folder;
        this.directory = folder.cluster();
        this.log = folder.root().resolve("postgres.log");
        this.programs = new Programs(home, folder.root().resolve("postgres-programs.log"));
    }

    /** Makes the directory if there is none, and refuses one that this PostgreSQL cannot read. */
    void prepare() throws IOException {
        if (Files.exists(directory)) {
            refuseOtherMajorVersion();
        } else {
            initialise();
        }
    }

    /** @return the running server, ready for connections */
    ProcessHandle start(int port) throws IOException {
        new OrphanedServer(folder, programs).stop();
        Files.writeString(directory.resolve("rapport.conf"), Settings.forPort(port));
        if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
            Files.delete(log);
        }
        try {
            programs.run("pg_ctl", "start", "-w", "-t", "60", "-D", directory.toString(), "-l", log.toString());
        } catch (ProgramFailed e) {
            throw new IOException("PostgreSQL did not start: " + endOfLog(), e);
        }
        return server().orElseThrow(() -> new IOException("PostgreSQL ended as soon as it had started"));
    }

    void stop(ProcessHandle server) throws IOException {
        programs.stop(server);
    }

    private Optional<ProcessHandle> server() throws IOException {
        return PidFile.of(directory).pid().flatMap(ProcessHandle::of);
    }

    /** A directory appears under its name only when it is complete, so a crash in between leaves none that is half made. */
    private void initialise() throws IOException {
        var draft = directory.resolveSibling("pgdata.new");
        FileSystemUtils.deleteRecursively(draft);
        folder.password();
        List<String> options = new ArrayList<>(Locales.initOptions());
        options.addAll(List.of(
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + folder.passwordFile(),
                "--data-checksums",
                "--pgdata=" + draft));
        programs.run("initdb", options.toArray(String[]::new));
        var settings = draft.resolve("postgresql.conf");
        Files.writeString(settings, Files.readString(settings) + "\ninclude = 'rapport.conf'\n");
        Files.move(draft, directory);
    }

    private void refuseOtherMajorVersion() throws IOException {
        var file = directory.resolve("PG_VERSION");
        if (Files.notExists(file)) {
            throw new UnusableDatabase(
                    "%s is no data directory of PostgreSQL.".formatted(directory),
                    "Put a backup in its place, or move it away to begin with an empty database.");
        }
        var theirs = Files.readString(file).strip();
        var ours = programs.run("postgres", "--version").replaceFirst("^\\D*(\\d+).*$", "$1");
        if (!theirs.equals(ours)) {
            throw new UnusableDatabase(
                    "The database in %s was made by PostgreSQL %s; this Rapport brings PostgreSQL %s."
                            .formatted(directory, theirs, ours),
                    "Start the Rapport that made it, dump the database (pg_dump), move the folder away and restore the dump here.");
        }
    }

    private String endOfLog() throws IOException {
        if (Files.notExists(log)) {
            return "(no log)";
        }
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }
}
