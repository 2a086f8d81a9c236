package io.rapport.payment.provider;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code t=1795334400,v1=5257a8…}: an HMAC over the seconds, a dot and the body; good for a while only, so that an old one is worth nothing. */
final class TimedSignature {

    private static final int LONGEST = 2_000;
    private static final int HEX_DIGITS = 64;

    private final Hmac hmac;
    private final Duration tolerance;

    TimedSignature(Duration tolerance, String... secrets) {
        this.hmac = new Hmac(secrets);
        this.tolerance = tolerance;
    }

    /** @param header may carry several {@code v1}, of several secrets */
    boolean isOf(byte[] body, @Nullable String header, Instant now) {
        if (header == null || header.length() > LONGEST) {
            return false;
        }
        String time = null;
        List<byte[]> signatures = new ArrayList<>();
        for (String part : header.split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals("t")) {
                time = pair[1];
            } else if (pair.length == 2 && pair[0].equals("v1") && isHex(pair[1])) {
                signatures.add(HexFormat.of().parseHex(pair[1]));
            }
        }
        if (time == null || !isFresh(time, now)) {
            return false;
        }
        byte[] signed = (time + ".").getBytes(StandardCharsets.US_ASCII);
        boolean isOf = false;
        for (byte[] signature : signatures) {
            isOf |= hmac.accepts(signature, signed, body);
        }
        return isOf;
    }

    private boolean isFresh(String time, Instant now) {
        if (!time.matches("\\d{1,12}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now);
        return age.abs().compareTo(tolerance) <= 0;
    }

    private static boolean isHex(String text) {
        return text.length() == HEX_DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
    }
}
