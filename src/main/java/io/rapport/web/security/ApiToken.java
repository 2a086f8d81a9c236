package io.rapport.web.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The secret that callers of the API present. Taken from the configuration; if there is none, made once and kept in a file that
 * only its owner can read. It is never logged: {@link #origin()} says where to find it.
 */
@Component
public class ApiToken {

    private static final Logger log = LoggerFactory.getLogger(ApiToken.class);
    private static final int SHORTEST_SENSIBLE = 8;

    private final byte[] token;
    private final String origin;

    ApiToken(@Value("${rapport.api-token:}") String configured, @Value("${rapport.data-dir:./data}") Path dataFolder) {
        if (configured.isBlank()) {
            Path file = dataFolder.resolve("api-token");
            this.token = bytes(readOrMake(file));
            this.origin = "file " + file.toAbsolutePath().normalize();
        } else {
            this.token = bytes(configured.strip());
            this.origin = "RAPPORT_API_TOKEN";
            if (token.length < SHORTEST_SENSIBLE) {
                log.warn(
                        "The API token from RAPPORT_API_TOKEN has fewer than {} characters and is easily guessed",
                        SHORTEST_SENSIBLE);
            }
        }
    }

    /** Where people find the token; not the token itself. */
    public String origin() {
        return origin;
    }

    /** Takes equally long wherever the first difference is. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(token, bytes(presented));
    }

    private static String readOrMake(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                return read(file);
            }
            return make(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot keep the API token in " + file + ". Make the folder writable, or set RAPPORT_API_TOKEN", e);
        }
    }

    private static String make(Path file) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try (var channel = Files.newByteChannel(
                file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
            channel.write(ByteBuffer.wrap(bytes(made)));
            return made;
        } catch (FileAlreadyExistsException e) {
            // another node on the same folder was a moment faster
            return read(file);
        }
    }

    private static String read(Path file) throws IOException {
        String kept = Files.readString(file).strip();
        if (kept.length() < SHORTEST_SENSIBLE) {
            throw new IOException(
                    "The file %s holds no usable token: delete it to have a new one made".formatted(file));
        }
        return kept;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
