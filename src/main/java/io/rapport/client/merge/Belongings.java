package io.rapport.client.merge;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What hangs on a client: every table that refers to one, as the database itself says, so that a table made tomorrow moves along
 * rather than being lost with the row of a client who is somebody else now.
 */
final class Belongings {

    /** Found again by itself from what moves: a trouble, a likeness, what reports count up. It goes with the client. */
    private static final Set<String> LEFT_BEHIND = Set.of("client_likeness", "review_trouble", "stage_reached");

    private final JdbcClient jdbc;

    Belongings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A table with a column that names a client.
     *
     * @param key what else tells its rows apart
     */
    record Belonging(String table, String column, List<String> key) {

        /** An instant reads differently in another time zone, and no table here needs one to tell its rows apart. */
        String keyOfRow() {
            return key.stream()
                    .map(part -> "'%1$s', %2$s.%1$s".formatted(part, table))
                    .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
        }
    }

    List<Belonging> all() {
        return jdbc
                .sql("""
                select refers.conrelid::regclass::text as of_table, named.attname as of_column,
                    array(select part.attname from pg_index
                        join pg_attribute part on part.attrelid = pg_index.indrelid and part.attnum = any (pg_index.indkey)
                        where pg_index.indrelid = refers.conrelid and pg_index.indisprimary
                          and part.attnum <> named.attnum and part.atttypid <> 'timestamptz'::regtype
                        order by part.attnum)::text[] as key
                from pg_constraint refers
                join pg_attribute named on named.attrelid = refers.conrelid and named.attnum = refers.conkey[1]
                where refers.contype = 'f' and refers.confrelid = 'client'::regclass and refers.conparentid = 0
                order by 1, 2
                """)
                .query((rs, n) ->
                        new Belonging(rs.getString("of_table"), rs.getString("of_column"), Arrays.asList((String[])
                                rs.getArray("key").getArray())))
                .list()
                .stream()
                .filter(belonging -> !LEFT_BEHIND.contains(belonging.table()))
                .toList();
    }

    void move(Belonging what, Pair pair) {
        pair.given(jdbc.sql("""
                with moved as (
                    update %1$s set %2$s = :kept where %2$s = :merged returning %3$s as key
                )
                insert into client_merge_row (merge_id, of_table, of_column, what, key)
                select :merge, '%1$s', '%2$s', 'MOVED', key from moved
                """.formatted(what.table(), what.column(), what.keyOfRow())))
                .update();
    }

    void moveBack(Belonging what, Pair pair) {
        pair.given(jdbc.sql("""
                update %1$s set %2$s = :merged from client_merge_row moved
                where moved.merge_id = :merge and moved.what = 'MOVED' and moved.of_table = '%1$s' and moved.of_column = '%2$s'
                  and %1$s.%2$s = :kept and %3$s = moved.key
                """.formatted(what.table(), what.column(), what.keyOfRow())))
                .update();
    }
}
