package io.rapport.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The habits that the stores of this room share. */
public final class Rows {

    private Rows() {}

    /** PostgreSQL holds no NUL, and nothing it holds can match one. */
    public static @Nullable String text(@Nullable String value) {
        return value == null ? null : value.replace('\0', '\ufffd');
    }

    public static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }

    public static List<String> list(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /** {@code found} holds one record more than the page if there is a next page. */
    public static <T> Page<T> page(List<T> found, int limit, Function<T, String> id) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        return new Page<>(List.copyOf(found.subList(0, limit)), id.apply(found.get(limit - 1)));
    }

    public static void lock(JdbcClient jdbc, String table) {
        jdbc.sql("select version from content_version where of_table = ? for update")
                .param(table)
                .query(Long.class)
                .single();
    }

    /** To be called in a transaction. */
    public static <T> Change put(Shelf<T> shelf, String id, T item, Instant now) {
        shelf.lock();
        Optional<T> old = shelf.find(id);
        if (old.filter(item::equals).isPresent()) {
            return Change.UNCHANGED;
        }
        shelf.putAll(List.of(item), now);
        return old.isPresent() ? Change.CHANGED : Change.ADDED;
    }

    public static Change removed(int rows) {
        return rows > 0 ? Change.REMOVED : Change.NOT_FOUND;
    }
}
