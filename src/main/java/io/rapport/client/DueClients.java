package io.rapport.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Clients whose time has come, many at once: taken with their locks, and written back with what was decided about each. */
@Component
public class DueClients {

    private final JdbcClient jdbc;
    private final TagChanges tags;

    public DueClients(JdbcClient jdbc, TagChanges tags) {
        this.jdbc = jdbc;
        this.tags = tags;
    }

    /** Whether or not others have the client in hands. */
    public boolean isAnyDue(Instant now) {
        return nextDue(now).isPresent();
    }

    /**
     * When the one who has been due longest came due, or will by the given instant. Looks at one index entry: asked for the least time
     * of all, the planner has no choice, while "is there one before …" is planned for a third of the base and then reads all of it.
     */
    public Optional<Instant> nextDue(Instant until) {
        return jdbc.sql("select min(due_at) as due_at from client")
                .query((rs, n) -> Optional.ofNullable(Rows.instantOrNull(rs, "due_at")))
                .single()
                .filter(due -> !due.isAfter(until));
    }

    /** How many are due, counted no further than the limit. */
    public int countDue(int limit, Instant now) {
        return jdbc.sql(
                        "select count(*) from (select 1 from client where due_at <= :now order by due_at limit :limit) due")
                .param("now", Rows.parameter(now))
                .param("limit", limit)
                .query(Integer.class)
                .single();
    }

    /** Takes the locks of those who have been due longest. Whoever is in somebody's hands is passed over, not waited for. */
    public List<Client> lockDue(int limit, Instant now) {
        return jdbc.sql("""
                select * from client where due_at <= :now
                order by due_at limit :limit
                for no key update skip locked
                """)
                .param("now", Rows.parameter(now))
                .param("limit", limit)
                .query(Rows.CLIENT)
                .list();
    }

    /** Takes the lock of one who is due, unless somebody else has it or has dealt with it meanwhile. */
    public Optional<Client> lockDue(long id, Instant now) {
        return jdbc.sql("select * from client where id = :id and due_at <= :now for no key update skip locked")
                .param("id", id)
                .param("now", Rows.parameter(now))
                .query(Rows.CLIENT)
                .optional();
    }

    /** Writes down what was decided. Call it under the locks. */
    public void stand(List<Standing> all, Instant now) {
        // Does not wait for the disk: a review that a crash forgets is made again, and what leaves the house waits for
        // both.
        jdbc.sql("""
                update client set stage = t.stage, score_fit = t.fit::numeric, score_engagement = t.engagement::numeric,
                    band = t.band, due_at = t.due::timestamptz, due_reason = t.reason, reviewed_release = t.release
                from unnest(:ids, :stages, :fits, :engagements, :bands, :dues, :reasons, :releases)
                        as t (id, stage, fit, engagement, band, due, reason, release),
                    (select set_config('synchronous_commit', 'off', true)) as unhurried
                where client.id = t.id
                """)
                .param("ids", numbers(all, Standing::clientId))
                .param("stages", texts(all, Standing::stage))
                .param("fits", texts(all, standing -> standing.scoreFit().toPlainString()))
                .param(
                        "engagements",
                        texts(all, standing -> standing.scoreEngagement().toPlainString()))
                .param("bands", texts(all, Standing::band))
                .param("dues", texts(all, DueClients::dueAt))
                .param("reasons", texts(all, Standing::dueReason))
                .param("releases", numbers(all, Standing::release))
                .update();
        tags.apply(all.stream().flatMap(standing -> standing.tags().stream()).toList(), now);
    }

    /**
     * This client could not be decided about: it is due again after a while, which doubles from failure to failure up to a day, so
     * that it keeps nobody waiting.
     */
    public void setAside(long id, String error, Instant now) {
        jdbc.sql("""
                with trouble as (
                    insert into review_trouble (client_id, error, tries, since, at) values (:id, :error, 1, :now, :now)
                    on conflict (client_id) do update
                    set error = excluded.error, tries = least(review_trouble.tries + 1, 30), at = excluded.at
                    returning client_id, tries
                )
                update client set due_reason = 'trouble',
                    due_at = :now + least(:longest, power(2, trouble.tries - 1) * :first) * interval '1 second'
                from trouble where client.id = trouble.client_id
                """)
                .param("id", id)
                .param("error", Harmless.text(error.substring(0, Math.min(1_000, error.length()))))
                .param("now", Rows.parameter(now))
                .param("first", Duration.ofMinutes(1).toSeconds())
                .param("longest", Duration.ofDays(1).toSeconds())
                .update();
    }

    /** These could be decided about, whatever there was before. */
    public void recovered(Collection<Long> ids) {
        jdbc.sql("delete from review_trouble where client_id = any (:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    /**
     * Makes clients due whose time was computed by the rules of an older release, in the order of release and id. Whoever opted out,
     * or is known from a file only and on no channel, has no time at all.
     *
     * @param after where the last slice ended
     * @return nothing if there was nobody left
     */
    public Optional<Slice> makeDue(long release, ReviewedUntil after, int limit, Instant now) {
        return jdbc.sql("""
                with slice as (
                    select id, reviewed_release from client
                    where (reviewed_release, id) > (:afterRelease, :afterId) and reviewed_release < :release
                    order by reviewed_release, id limit :limit
                ), locked as (
                    select id from client where id in (select id from slice) order by id for no key update
                ), made as (
                    update client set due_at = :now, due_reason = 'release'
                    from locked where client.id = locked.id and client.opted_out_at is null
                      and exists (select 1 from identity where identity.client_id = client.id)
                      and (client.due_at is null or client.due_at > :now)
                )
                select reviewed_release, id, count(*) over () as size
                from slice order by reviewed_release desc, id desc limit 1
                """)
                .param("afterRelease", after.release())
                .param("afterId", after.id())
                .param("release", release)
                .param("limit", limit)
                .param("now", Rows.parameter(now))
                .query((rs, n) -> new Slice(
                        new ReviewedUntil(rs.getLong("reviewed_release"), rs.getLong("id")), rs.getInt("size")))
                .optional();
    }

    /** A place in the order of release and client. */
    public record ReviewedUntil(long release, long id) {}

    /** Clients up to a place. */
    public record Slice(ReviewedUntil until, int size) {}

    private static @Nullable String dueAt(Standing standing) {
        return standing.dueAt() == null ? null : standing.dueAt().toString();
    }

    private static Long[] numbers(List<Standing> all, Function<Standing, Long> number) {
        return all.stream().map(number).toArray(Long[]::new);
    }

    private static @Nullable String[] texts(List<Standing> all, Function<Standing, @Nullable String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }
}
