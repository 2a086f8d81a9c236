package io.rapport.client.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A way to reach a person outside of our channels.
 *
 * @param value a phone in E.164, an e-mail in lower case
 * @param verifiedBy who vouches that it is the client's own, such as {@code MESSENGER}, {@code PAYMENT} or {@code API}; absent if
 *     somebody only said so
 */
public record Contact(
        long clientId,
        Kind kind,
        String value,
        Instant toldAt,
        @Nullable String verifiedBy) {

    public enum Kind {
        PHONE,
        EMAIL
    }

    /** The same one, of another client. */
    public Contact of(long client) {
        return new Contact(client, kind, value, toldAt, verifiedBy);
    }

    public boolean isVerified() {
        return verifiedBy != null;
    }
}
