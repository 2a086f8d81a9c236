package io.rapport.engagement;

import io.rapport.client.Client;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How to reach a client, written so that they can check it at a glance. */
final class Contacts {

    private static final Pattern RUSSIAN = Pattern.compile("\\+7(\\d{3})(\\d{3})(\\d{2})(\\d{2})");

    private Contacts() {}

    /** The phone, else the e-mail. */
    static Optional<String> of(Client client) {
        return Optional.ofNullable(client.phone())
                .map(Contacts::readable)
                .or(() -> Optional.ofNullable(client.email()));
    }

    private static String readable(String phone) {
        Matcher matcher = RUSSIAN.matcher(phone);
        return matcher.matches()
                ? "+7\u00a0%s\u00a0%s-%s-%s"
                        .formatted(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4))
                : phone;
    }
}
