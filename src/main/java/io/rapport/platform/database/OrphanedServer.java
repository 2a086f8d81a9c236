package io.rapport.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server outlives a Rapport that was killed, and blocks the next one. It is stopped only if its program lies in our own folder:
 * process ids are reused, so the number in the file may by now be anybody's.
 */
record OrphanedServer(DataFolder folder, Programs programs) {

    private static final Logger log = LoggerFactory.getLogger(OrphanedServer.class);

    void stop() throws IOException {
        var file = PidFile.of(folder.cluster());
        var process = file.pid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            // PostgreSQL itself clears what a dead server left, and knows better whether parts of it still live.
            return;
        }
        var program = programOf(process.get());
        if (program.isEmpty()) {
            // Not ours to read, so not ours to signal; PostgreSQL decides whether it may start beside it.
            return;
        }
        if (program.get().startsWith(folder.binaries())) {
            log.warn(
                    "Stopping the database server that an earlier Rapport left behind (process {})",
                    process.get().pid());
            programs.stop(process.get());
        } else {
            Files.deleteIfExists(file.path());
        }
    }

    private static Optional<Path> programOf(ProcessHandle process) {
        return process.info().command().map(Path::of);
    }
}
