package io.rapport.insight;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list.
 *
 * @param next where the next page starts; absent on the last one
 */
public record Page<T>(List<T> items, @Nullable Cursor next) {

    /** Of one row more than was asked for: whether it is there tells whether there is another page. */
    static <T> Page<T> of(List<T> oneMore, int limit, Function<T, Cursor> place) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        List<T> items = oneMore.subList(0, limit);
        return new Page<>(items, place.apply(items.get(limit - 1)));
    }
}
