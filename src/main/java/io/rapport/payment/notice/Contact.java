package io.rapport.payment.notice;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contacts as the provider writes them, in the way in which clients have theirs. */
final class Contact {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 15;

    private Contact() {}

    /** E.164. Without a plus, eleven digits that begin with 7 or 8, and ten that begin with 9, are Russian. */
    static Optional<String> phone(@Nullable String told) {
        if (told == null) {
            return Optional.empty();
        }
        String digits = told.replaceAll("\\D", "");
        if (!told.strip().startsWith("+") && digits.matches("[78]\\d{10}")) {
            return Optional.of("+7" + digits.substring(1));
        }
        if (!told.strip().startsWith("+") && digits.matches("9\\d{9}")) {
            return Optional.of("+7" + digits);
        }
        return digits.length() < SHORTEST || digits.length() > LONGEST ? Optional.empty() : Optional.of("+" + digits);
    }

    static Optional<String> email(@Nullable String told) {
        return told == null || !told.contains("@")
                ? Optional.empty()
                : Optional.of(told.strip().toLowerCase(Locale.ROOT));
    }
}
