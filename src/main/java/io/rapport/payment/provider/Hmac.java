package io.rapport.payment.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under any of the secrets that are good at the moment: two while one is being changed, none if none is set. */
final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    Hmac(String... secrets) {
        this.keys = Stream.of(secrets)
                .filter(secret -> !secret.isBlank())
                .map(secret -> new SecretKeySpec(secret.strip().getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    /** Takes the same time for every wrong signature, so that none can be guessed piece by piece. */
    boolean accepts(byte[] signature, byte[]... parts) {
        boolean accepts = false;
        for (SecretKeySpec key : keys) {
            accepts |= MessageDigest.isEqual(sign(key, parts), signature);
        }
        return accepts;
    }

    private static byte[] sign(SecretKeySpec key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
