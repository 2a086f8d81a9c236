package io.rapport.engagement.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has been kept long enough, in slices. */
@Repository
class Leftovers {

    private final JdbcClient jdbc;

    Leftovers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param until the id of the last message that was looked at
     * @param count how many of those lost their bytes
     */
    record Emptied(long until, int count) {}

    /**
     * Takes the bytes out of messages that have been dealt with. Those of the web chat stay: they are what its visitor sees of
     * himself.
     *
     * @return nothing if there are no more messages of that age
     */
    Optional<Emptied> emptyMessages(long after, Instant before, int limit) {
        return jdbc.sql("""
                with slice as (
                    select id from (select id, received_at from inbound where id > :after order by id limit :limit) next
                    where received_at < :before
                ), emptied as (
                    update inbound set raw = ''
                    where id in (select id from slice) and state in ('DONE', 'IGNORED') and channel <> 'webchat' and raw <> ''
                    returning 1
                )
                select max(id) as until, (select count(*) from emptied) as emptied from slice
                """)
                .param("after", after)
                .param("before", utc(before))
                .param("limit", limit)
                .query((rs, n) -> {
                    long until = rs.getLong("until");
                    return rs.wasNull()
                            ? Optional.<Emptied>empty()
                            : Optional.of(new Emptied(until, rs.getInt("emptied")));
                })
                .single();
    }

    int deleteSilences(Instant before, int limit) {
        return jdbc.sql("""
                delete from silence where ctid = any (array(select ctid from silence where last_at < :before limit :limit))
                """).param("before", utc(before)).param("limit", limit).update();
    }

    int deleteLinks(Instant before, int limit) {
        return jdbc.sql("""
                delete from link where code in (select code from link where created_at < :before limit :limit)
                """).param("before", utc(before)).param("limit", limit).update();
    }

    /** Drops whole months of the journal; what no month of its own took is not touched. */
    int dropJournalBefore(YearMonth oldest) {
        List<String> old = jdbc.sql("""
                select inhrelid::regclass::text from pg_inherits
                where inhparent = 'decision'::regclass and inhrelid::regclass::text ~ '^decision_[0-9]{4}_[0-9]{2}$'
                  and inhrelid::regclass::text < :oldest
                """)
                .param("oldest", "decision_" + oldest.toString().replace('-', '_'))
                .query(String.class)
                .list();
        if (!old.isEmpty()) {
            // Whoever reads the journal for long is not worth that everybody else waits behind this.
            jdbc.sql("set local lock_timeout = '2s'").update();
        }
        old.forEach(month -> jdbc.sql("drop table " + month).update());
        return old.size();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
