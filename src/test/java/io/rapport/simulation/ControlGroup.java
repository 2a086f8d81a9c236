package io.rapport.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Every tenth client by the hash of the id, as the documentation says; computed apart from the rules. */
final class ControlGroup {

    private ControlGroup() {}

    static boolean contains(long client) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("MD5").digest(("HOLDOUT:" + client).getBytes(StandardCharsets.US_ASCII));
            return Long.parseLong(HexFormat.of().formatHex(hash).substring(0, 8), 16) % 10_000 < 1_000;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
