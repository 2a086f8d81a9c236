package io.rapport.web.api;

import io.rapport.insight.Cursor;
import io.rapport.insight.Page;
import io.rapport.web.InvalidField;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code limit} and {@code after} of the lists. */
final class Paging {

    private static final int MOST = 200;

    /** @param next to be handed in as {@code after} for the next page; null on the last one */
    record Listing<T>(List<T> items, @Nullable String next) {

        static <S, T> Listing<T> of(Page<S> page, Function<S, T> shape) {
            Cursor next = page.next();
            return new Listing<>(page.items().stream().map(shape).toList(), next == null ? null : next.toString());
        }
    }

    private Paging() {}

    static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidField("limit", "must be from 1 to " + MOST);
        }
        return limit;
    }

    static Cursor after(@Nullable String after) {
        return after == null || after.isEmpty()
                ? Cursor.START
                : Cursor.parse(after)
                        .orElseThrow(() -> new InvalidField("after", "must be the `next` of a page that came before"));
    }
}
