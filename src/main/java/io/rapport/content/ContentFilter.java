package io.rapport.content;

import org.jspecify.annotations.Nullable;

/** What to list: each part that is absent lets everything through. {@code text} is looked for anywhere in id, title and note. */
public record ContentFilter(
        @Nullable String type,
        @Nullable String tag,
        @Nullable Boolean active,
        @Nullable String text) {

    public static final ContentFilter EVERYTHING = new ContentFilter(null, null, null, null);

    /** For {@code ilike}: the text means itself, whatever wildcards it holds. */
    public @Nullable String pattern() {
        return text == null ? null : "%" + text.replace("\0", "").replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
