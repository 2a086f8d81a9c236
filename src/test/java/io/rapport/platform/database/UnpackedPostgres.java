package io.rapport.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs as Rapport unpacks them, laid into any number of data folders. Unpacking takes seconds, and most tests are
 * about something else; {@link EmbeddedDatabaseTest} and the test of the default run begin with an empty folder.
 */
public final class UnpackedPostgres {

    private static final Path SHARED = Path.of("target", "postgresql").toAbsolutePath();

    private static final Path PROGRAMS = unpackOnce();

    private UnpackedPostgres() {}

    /** @param folder a data folder that need not exist yet; programs that are there already stay */
    public static void layInto(Path folder) {
        Path home = folder.resolve("postgresql").resolve(PROGRAMS.getFileName());
        if (Files.exists(home)) {
            return;
        }
        try (Stream<Path> all = Files.walk(PROGRAMS)) {
            for (Path from : (Iterable<Path>) all::iterator) {
                lay(from, home.resolve(PROGRAMS.relativize(from).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void lay(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Files.createDirectories(to);
        } else if (Files.isSymbolicLink(from)) {
            Files.createSymbolicLink(to, Files.readSymbolicLink(from));
        } else {
            linkOrCopy(from, to);
        }
    }

    private static void linkOrCopy(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** For all test JVMs and until the next clean; the lock keeps two of them from unpacking at once. */
    private static Path unpackOnce() {
        try {
            Files.createDirectories(SHARED);
            try (var channel = FileChannel.open(
                            SHARED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                return Binaries.unpackInto(SHARED);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
