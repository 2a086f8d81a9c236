package io.rapport.client.merge;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What both have: of two rows that say the same one dissolves and is kept for undoing; of two that only share a name one gets
 * another name.
 */
final class Duplicates {

    /** Of which of two rows the other is a repetition. */
    private record Sameness(String table, String same, String goes) {}

    private static final List<Sameness> SAME = List.of(
            // shown at the earlier of the two instants
            new Sameness(
                    "content_seen",
                    "x.content_id = y.content_id",
                    "(x.seen_at, x.client_id = :merged) > (y.seen_at, y.client_id = :merged)"),
            new Sameness(
                    "client_tag",
                    "x.tag = y.tag",
                    "(x.added_at, x.client_id = :merged) > (y.added_at, y.client_id = :merged)"),
            // what is proven stays
            new Sameness("client_contact", "(x.kind, x.value) = (y.kind, y.value)", """
                    (x.verified_at is null, x.told_at, x.client_id = :merged)
                        > (y.verified_at is null, y.told_at, y.client_id = :merged)"""),
            new Sameness(
                    "silence",
                    "x.digest = y.digest",
                    "(x.last_at, x.client_id = :kept) < (y.last_at, y.client_id = :kept)"),
            // told of twice, once under each name; money is never taken for a repetition
            new Sameness(
                    "event",
                    "x.dedupe_key = y.dedupe_key and x.type = y.type and x.type not in ('PURCHASED', 'REFUNDED')",
                    "x.id > y.id"),
            new Sameness(
                    "client_merge_via",
                    "x.dedupe_key = y.dedupe_key",
                    "x.client_id = :merged and y.client_id = :kept"));

    /** Names that a client has once. */
    private static final Map<String, String> NAMES =
            Map.of("event", "dedupe_key", "touch", "touch_key", "refund", "told_key");

    private final JdbcClient jdbc;

    Duplicates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void dissolve(Pair pair) {
        for (Sameness rows : SAME) {
            pair.given(jdbc.sql("""
                    with gone as (
                        delete from %1$s x using %1$s y
                        where x.client_id in (:kept, :merged) and y.client_id in (:kept, :merged) and x.client_id <> y.client_id
                          and %2$s and %3$s
                        returning to_jsonb(x) as was
                    )
                    insert into client_merge_row (merge_id, of_table, what, was)
                    select :merge, '%1$s', 'DISSOLVED', was from gone
                    """.formatted(rows.table(), rows.same(), rows.goes())))
                    .update();
        }
    }

    /** What has left, or is about to, keeps its name: nothing leaves a second time under it. */
    void rename(Pair pair, List<Belongings.Belonging> belongings) {
        NAMES.forEach((table, name) -> {
            if (belongings.stream().anyMatch(belonging -> belonging.table().equals(table))) {
                rename(table, name, table.equals("touch") ? STATE_OF_TOUCH : "0", pair);
            }
        });
        // links go with their touch
        pair.given(jdbc.sql("""
                with renamed as (
                    update link set touch_key = touch.touch_key
                    from client_merge_row done join touch on touch.id = (done.key ->> 'id')::bigint
                    where done.merge_id = :merge and done.of_table = 'touch' and done.what = 'CHANGED'
                      and link.client_id = touch.client_id and link.touch_key = done.was ->> 'touch_key'
                    returning link.code, done.was
                )
                insert into client_merge_row (merge_id, of_table, what, key, was)
                select :merge, 'link', 'CHANGED', jsonb_build_object('code', code), was from renamed
                """)).update();
    }

    private static final String STATE_OF_TOUCH = """
            case when %1$s.state in ('SENT', 'UNKNOWN', 'SENDING') then 0 when %1$s.state in ('PLANNED', 'READY', 'RETRY') then 1
                when %1$s.state = 'HELD' then 2 else 3 end""";

    private void rename(String table, String name, String rank, Pair pair) {
        pair.given(jdbc.sql("""
                with renamed as (
                    update %1$s x set %2$s = x.%2$s || '#' || :merge from %1$s y
                    where x.client_id in (:kept, :merged) and y.client_id in (:kept, :merged) and x.client_id <> y.client_id
                      and x.%2$s = y.%2$s and (%3$s, x.client_id = :merged) > (%4$s, y.client_id = :merged)
                    returning x.id, y.%2$s as was
                )
                insert into client_merge_row (merge_id, of_table, what, key, was)
                select :merge, '%1$s', 'CHANGED', jsonb_build_object('id', id), jsonb_build_object('%2$s', was) from renamed
                """.formatted(table, name, rank.formatted("x"), rank.formatted("y"))))
                .update();
    }

    void restore(Pair pair) {
        NAMES.forEach((table, name) -> restore(table, name, "id", pair));
        restore("link", "touch_key", "code", pair);
        for (Sameness rows : SAME) {
            pair.given(jdbc.sql("""
                    insert into %1$s overriding system value
                    select again.* from client_merge_row done, jsonb_populate_record(null::%1$s, done.was) again
                    where done.merge_id = :merge and done.of_table = '%1$s' and done.what = 'DISSOLVED'
                    on conflict do nothing
                    """.formatted(rows.table()))).update();
        }
    }

    private void restore(String table, String name, String key, Pair pair) {
        boolean isThere = jdbc.sql("select to_regclass(:table) is not null")
                .param("table", table)
                .query(Boolean.class)
                .single();
        if (isThere) {
            pair.given(jdbc.sql("""
                    update %1$s set %2$s = done.was ->> '%2$s' from client_merge_row done
                    where done.merge_id = :merge and done.of_table = '%1$s' and done.what = 'CHANGED'
                      and %1$s.%3$s::text = done.key ->> '%3$s' and %1$s.client_id in (:kept, :merged)
                    """.formatted(table, name, key))).update();
        }
    }
}
