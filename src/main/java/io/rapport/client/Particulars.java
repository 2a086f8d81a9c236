package io.rapport.client;

import org.jspecify.annotations.Nullable;

/**
 * What a client told about itself; null for what was not told.
 *
 * @param phone in E.164
 * @param email in lower case
 * @param timezone an IANA zone name
 * @param verifiedBy who vouches that phone and e-mail are the client's own; null if the client only said so
 */
public record Particulars(
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String language,
        @Nullable String timezone,
        @Nullable String verifiedBy) {

    public static final Particulars NONE = new Particulars(null, null, null, null, null, null);

    public Particulars withPhone(String phone) {
        return new Particulars(name, phone, email, language, timezone, verifiedBy);
    }

    public Particulars withEmail(String email) {
        return new Particulars(name, phone, email, language, timezone, verifiedBy);
    }

    public Particulars vouchedForBy(String who) {
        return new Particulars(name, phone, email, language, timezone, who);
    }
}
