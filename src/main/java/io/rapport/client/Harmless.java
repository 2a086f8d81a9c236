package io.rapport.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts as PostgreSQL can keep them: it refuses NUL and halves of surrogate pairs, which people and programs do send. Both become
 * U+FFFD, so that nothing is lost silently.
 */
public final class Harmless {

    private static final char REPLACEMENT = '\uFFFD';

    private Harmless() {}

    public static String text(String text) {
        StringBuilder cleaned = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                cleaned = cleaned == null ? new StringBuilder(text) : cleaned;
                cleaned.setCharAt(i, REPLACEMENT);
            }
        }
        return cleaned == null ? text : cleaned.toString();
    }

    static @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** The same for everything inside a JSON-like value, keys included. */
    static @Nullable Object value(@Nullable Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> cleaned = new LinkedHashMap<>();
            map.forEach((key, inner) -> cleaned.put(text(String.valueOf(key)), value(inner)));
            return cleaned;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Harmless::value).toList();
        }
        return value;
    }
}
