package io.rapport.web.chat;

import io.rapport.channel.PlainText;
import io.rapport.web.InvalidField;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ids that the chat page makes up itself. */
final class ChatFields {

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,64}");

    private static final List<String> UTM =
            List.of("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term");

    private ChatFields() {}

    static String session(@Nullable String session) {
        if (session == null || !SESSION.matcher(session).matches()) {
            throw new InvalidField("session", "must be 1 to 64 of A-Z a-z 0-9 _ . -");
        }
        return session;
    }

    /** One line of at most 64 characters, whatever somebody has put into a link. */
    static @Nullable String source(@Nullable String source) {
        String clean = source == null ? "" : PlainText.name(source);
        return clean.isEmpty() ? null : clean;
    }

    /** Of the values of an advert those that everybody knows; a page may be opened with any. */
    static @Nullable Map<String, String> utm(@Nullable Map<String, @Nullable String> utm) {
        Map<String, String> known = new TreeMap<>();
        for (String name : UTM) {
            String value = utm == null ? null : source(utm.get(name));
            if (value != null) {
                known.put(name, value);
            }
        }
        return known.isEmpty() ? null : known;
    }

    static String id(String id) {
        if (!ID.matcher(id).matches()) {
            throw new InvalidField("id", "must be 1 to 64 visible ASCII characters, such as a UUID");
        }
        return id;
    }
}
