package io.rapport.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The folder that holds everything worth a backup. Open means locked: the operating system lets go when the process ends, however it ends. */
final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel channel;

    private DataFolder(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** @throws UnusableDatabase if it cannot be written, or another Rapport works on it */
    static DataFolder open(String configured) {
        try {
            var root = Files.createDirectories(
                            Path.of(configured).toAbsolutePath().normalize())
                    .toRealPath();
            var channel =
                    FileChannel.open(root.resolve("rapport.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new UnusableDatabase(
                        "The data folder %s is in use by another Rapport.".formatted(root),
                        "Stop the other one, or give this one a folder of its own (RAPPORT_DATA_DIR). "
                                + "Several Rapports that share one database need an external one (SPRING_DATASOURCE_URL).");
            }
            return new DataFolder(root, channel);
        } catch (InvalidPathException e) {
            throw new UnusableDatabase(
                    "'%s' cannot be a data folder: %s".formatted(configured, e.getReason()),
                    "Check RAPPORT_DATA_DIR. Letters beyond ASCII need a UTF-8 locale, such as LC_ALL=C.UTF-8.",
                    e);
        } catch (IOException e) {
            throw new UnusableDatabase(
                    "The data folder %s cannot be written (%s).".formatted(configured, e),
                    "Make it writable for the user that runs Rapport, or choose another one (RAPPORT_DATA_DIR).",
                    e);
        }
    }

    Path root() {
        return root;
    }

    Path cluster() {
        return root.resolve("pgdata");
    }

    Path binaries() {
        return root.resolve("postgresql");
    }

    Path passwordFile() {
        return root.resolve("db-password");
    }

    /** The password of the database, generated when first asked for and readable by the owner only. */
    String password() throws IOException {
        var file = passwordFile();
        if (Files.notExists(file)) {
            if (Files.exists(cluster())) {
                throw new UnusableDatabase(
                        "The password of the database is missing: %s does not exist.".formatted(file),
                        "Put the file back from a backup; without it nobody can sign in to the database in %s."
                                .formatted(cluster()));
            }
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            var draft = root.resolve("db-password.new");
            Files.deleteIfExists(draft);
            createForOwnerOnly(draft);
            Files.writeString(draft, HexFormat.of().formatHex(bytes));
            Files.move(draft, file);
        }
        return Files.readString(file).strip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    private static void createForOwnerOnly(Path file) throws IOException {
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
