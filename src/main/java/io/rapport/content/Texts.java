package io.rapport.content;

import org.jspecify.annotations.Nullable;

final class Texts {

    private Texts() {}

    static @Nullable String orAbsent(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
