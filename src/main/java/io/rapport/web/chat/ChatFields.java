package io.rapport.web.chat;

import io.rapport.web.InvalidField;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ids that the chat page makes up itself. */
final class ChatFields {

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,64}");

    private ChatFields() {}

    static String session(@Nullable String session) {
        if (session == null || !SESSION.matcher(session).matches()) {
            throw new InvalidField("session", "must be 1 to 64 of A-Z a-z 0-9 _ . -");
        }
        return session;
    }

    static String id(String id) {
        if (!ID.matcher(id).matches()) {
            throw new InvalidField("id", "must be 1 to 64 visible ASCII characters, such as a UUID");
        }
        return id;
    }
}
