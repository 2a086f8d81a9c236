package io.rapport.web.api.content;

import io.rapport.web.InvalidField;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a caller gave, or what its absence means. */
final class Given {

    private Given() {}

    static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    static List<String> list(String field, @Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        if (values.stream().anyMatch(Objects::isNull)) {
            throw new InvalidField(field, "must not hold null");
        }
        return values;
    }

    /** @param addressed the id in the address, absent when adding */
    static String id(String field, @Nullable String id, @Nullable String addressed) {
        if (addressed != null && id != null && !id.equals(addressed)) {
            throw new InvalidField(field, "must agree with the address, which says " + addressed);
        }
        return addressed != null ? addressed : text(id);
    }
}
