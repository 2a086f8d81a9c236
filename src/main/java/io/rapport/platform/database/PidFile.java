package io.rapport.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What a running PostgreSQL leaves in its data directory; it may be out of date, empty or nonsense. */
record PidFile(Path path) {

    static PidFile of(Path dataDirectory) {
        return new PidFile(dataDirectory.resolve("postmaster.pid"));
    }

    Optional<Long> pid() throws IOException {
        try (var lines = Files.lines(path)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).filter(pid -> pid > 1);
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
