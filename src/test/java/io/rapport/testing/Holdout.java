package io.rapport.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The shipped rules never write first to one client in ten: tests about touches look for somebody else. */
public final class Holdout {

    /** Whether the row of the table {@code client} at hand is one of them. */
    public static final String SQL = "('x' || left(md5('HOLDOUT:' || client.id), 8))::bit(32)::bigint % 10000 < 1000";

    private Holdout() {}

    public static boolean holds(long clientId) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("MD5").digest(("HOLDOUT:" + clientId).getBytes(StandardCharsets.UTF_8));
            long first = 0;
            for (int i = 0; i < 4; i++) {
                first = first << 8 | hash[i] & 0xff;
            }
            return first % 10_000 < 1_000;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
