package io.rapport.web.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The secrets a caller may present: two during a rotation, none if nothing is configured, and then nobody is let in. */
final class Secrets {

    private final List<byte[]> accepted;

    Secrets(String... configured) {
        accepted = Stream.of(configured)
                .filter(secret -> !secret.isBlank())
                .map(secret -> secret.strip().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Takes the same time for every wrong secret of one length, so that none can be guessed piece by piece. */
    boolean accept(@Nullable String presented) {
        byte[] bytes = presented == null ? new byte[0] : presented.getBytes(StandardCharsets.UTF_8);
        boolean accept = false;
        for (byte[] secret : accepted) {
            accept |= MessageDigest.isEqual(secret, bytes);
        }
        return accept;
    }
}
