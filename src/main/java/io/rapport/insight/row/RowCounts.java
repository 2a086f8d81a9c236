package io.rapport.insight.row;

import io.rapport.insight.kpi.Counted;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The numbers behind the rows, each by its own statement. */
final class RowCounts {

    private final JdbcClient jdbc;
    private final Map<String, Object> parameters;

    RowCounts(JdbcClient jdbc, Map<String, Object> parameters) {
        this.jdbc = jdbc;
        this.parameters = parameters;
    }

    record Fired(
            String table, String row, long fired, @Nullable Instant last) {}

    record Silent(String row, long clients, Instant last) {}

    record Sent(String row, long touches, long replied) {}

    record Sold(String row, String currency, long sales, BigDecimal revenue) {}

    /** What has been counted, and the decisions since. Rows that fired at any time are all there, for their last time. */
    List<Fired> fired() {
        return jdbc.sql("""
                with fresh as (
                    select hit.table_code, hit.row_id, count(*) filter (where at >= :from and at < :to) as fired, max(at) as last_at
                    from decision cross join lateral row_hits(outcome) hit
                    where id > :decisions group by 1, 2)
                select table_code, row_id, sum(fired)::bigint as fired, max(last_at) as last_at
                from (select table_code, row_id, sum(fired) filter (where day >= :first and day <= :last) as fired, max(last_at) as last_at
                      from row_fired group by 1, 2
                      union all
                      select * from fresh) hits
                group by table_code, row_id
                """)
                .params(parameters)
                .query((rs, n) -> new Fired(
                        rs.getString("table_code"),
                        rs.getString("row_id"),
                        rs.getLong("fired"),
                        rs.getObject("last_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** As everywhere in reports on silence: those that lasted into the period. */
    List<Silent> silent() {
        return jdbc.sql("""
                select row_id, count(distinct client_id) filter (where last_at >= :from and first_at < :to) as clients,
                    max(last_at) as last_at
                from silence where row_id <> '' group by row_id
                """)
                .params(parameters)
                .query((rs, n) -> new Silent(
                        rs.getString("row_id"),
                        rs.getLong("clients"),
                        rs.getObject("last_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<Sent> sent() {
        return jdbc.sql("""
                with %s
                select coalesce(row_id, '') as row, count(*) as touches, count(answered_at) as replied
                from touched where sent_at >= :from and sent_at < :to group by 1
                """.formatted(Counted.TOUCHED))
                .params(parameters)
                .query(Sent.class)
                .list();
    }

    List<Sold> sold() {
        return jdbc.sql("""
                with %s
                select coalesce(row_id, '') as row, currency, count(*) filter (where is_first) as sales, sum(net) as revenue
                from credited group by 1, 2 order by 1, 2
                """.formatted(Counted.CREDITED))
                .params(parameters)
                .query(Sold.class)
                .list();
    }
}
