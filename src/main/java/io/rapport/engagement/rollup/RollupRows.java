package io.rapport.engagement.rollup;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is counted, and how far. Each slice moves the place on in the transaction that counts it, so that nothing counts twice. */
@Repository
class RollupRows {

    /** Looked through again by the next run: a touch may be committed a little after another that left later. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final JdbcClient jdbc;

    RollupRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param touch absent if none was ever sent, or counted */
    record Place(long decision, long event, Optional<Instant> touch) {}

    Place newest() {
        return place("""
                select (select coalesce(max(id), 0) from decision) as decision,
                    (select coalesce(max(id), 0) from event) as event,
                    (select max(sent_at) from touch where sent_at > (
                        select touch - interval '1 hour' from rolled_up)) as touch
                """);
    }

    Place done() {
        return place("select decision, event, nullif(touch, '-infinity') as touch from rolled_up for update");
    }

    private Place place(String sql) {
        return jdbc.sql(sql)
                .query((rs, n) -> new Place(
                        rs.getLong("decision"),
                        rs.getLong("event"),
                        instant(rs.getObject("touch", OffsetDateTime.class))))
                .single();
    }

    /** Whoever begins to write from now on has at least this number. */
    long nextTransaction() {
        return number("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    }

    /** The oldest that still writes. */
    long oldestTransaction() {
        return number("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** @return how many decisions there were in the slice */
    int countDecisions(int limit, long until, ZoneId zone) {
        return jdbc.sql("""
                with slice as materialized (
                    select id, client_id, at, release_id, stage, outcome from decision
                    where id > (select decision from rolled_up) and id <= :until order by id limit :limit
                ), counted as (
                    insert into row_fired (day, table_code, row_id, release_id, fired, last_at)
                    select (at at time zone :zone)::date, hit.table_code, hit.row_id, release_id, count(*), max(at)
                    from slice cross join lateral row_hits(outcome) hit
                    group by 1, 2, 3, 4
                    on conflict (day, table_code, row_id, release_id) do update
                    set fired = row_fired.fired + excluded.fired, last_at = greatest(row_fired.last_at, excluded.last_at)
                ), reached as (
                    insert into stage_reached (client_id, stage, at)
                    select client_id, stage, min(at) from slice group by 1, 2
                    on conflict (client_id, stage) do update set at = excluded.at where excluded.at < stage_reached.at
                ), moved as (
                    update rolled_up set decision = coalesce((select max(id) from slice), :until)
                )
                select count(*) from slice
                """)
                .param("until", until)
                .param("limit", limit)
                .param("zone", zone.getId())
                .query(Integer.class)
                .single();
    }

    /** @return how many touches were new */
    int keepTouches(Duration within, Instant until) {
        Instant from = start();
        Instant to = from.plus(within).plus(OVERLAP);
        int kept = jdbc.sql("""
                insert into touch_outcome (touch_id, client_id, sent_at, is_proactive, row_id, release_id, content_id, stage, answered_at)
                select s.*, answered_at(s.client_id, s.sent_at) from touch_arrived s
                where sent_at >= :from and sent_at < :to and sent_at < :until
                order by sent_at, touch_id
                on conflict (touch_id) do nothing
                """)
                .param("from", utc(from))
                .param("to", utc(to))
                .param("until", utc(until))
                .update();
        jdbc.sql("update rolled_up set touch = :to")
                .param("to", utc(to.isBefore(until) ? nextAfter(to, until) : until))
                .update();
        return kept;
    }

    private Instant start() {
        return jdbc.sql("""
                        select coalesce(nullif(touch, '-infinity') - :overlap * interval '1 second', (select min(sent_at) from touch))
                        from rolled_up
                        """)
                .param("overlap", OVERLAP.toSeconds())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Over weeks in which nothing was sent, in one leap; the overlap goes back to what has just been done. */
    private Instant nextAfter(Instant to, Instant until) {
        OffsetDateTime next = jdbc.sql(
                        "select least(:until, coalesce((select min(sent_at) from touch where sent_at >= :to and sent_at < :day), :day))")
                .param("to", utc(to))
                .param("day", utc(to.plus(Duration.ofDays(1))))
                .param("until", utc(until))
                .query(OffsetDateTime.class)
                .single();
        return next.toInstant();
    }

    /** @return how many touches turned out to be answered, or answered earlier than was known */
    int keepAnswers(int limit, long until) {
        return jdbc.sql("""
                with slice as materialized (
                    select id, client_id, type, at from event
                    where id > (select event from rolled_up) and id <= :until order by id limit :limit
                ), first as (
                    select o.touch_id, min(slice.at) as at
                    from slice join touch_outcome o on o.client_id = slice.client_id
                        and o.sent_at < slice.at and o.sent_at >= slice.at - interval '72 hours'
                    where slice.type in ('MESSAGE', 'BUTTON', 'CONTACT_SHARED')
                      and (o.answered_at is null or o.answered_at > slice.at)
                    group by o.touch_id
                ), answered as (
                    update touch_outcome o set answered_at = first.at from first where o.touch_id = first.touch_id returning 1
                ), moved as (
                    update rolled_up set event = coalesce((select max(id) from slice), :until)
                )
                select count(*) from answered
                """)
                .param("until", until)
                .param("limit", limit)
                .query(Integer.class)
                .single();
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime value) {
        return Optional.ofNullable(value).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
