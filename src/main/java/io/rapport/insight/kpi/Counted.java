package io.rapport.insight.kpi;

import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Touches and purchases for reports: what has been counted already, and from where that ends the ground truth. The places are read first
 * and handed in as values, because the database plans badly by what it has yet to look up.
 */
public final class Counted {

    /** First sales: purchases paid back in full are none. */
    public static final String FIRST_SALE = """
            first_sale as materialized (
                select client_id, min(paid_at) as at from purchase where refunded < amount group by client_id)
            """;

    /** Touches that arrived and have not been counted yet; an hour back, since some are committed later than others. */
    private static final String FRESH_TOUCH = """
            fresh_touch as materialized (
                select s.* from touch_arrived s
                where s.sent_at >= :recent
                  and not exists (select 1 from touch_outcome counted where counted.touch_id = s.touch_id))
            """;

    /** All touches that arrived, with what came of them. */
    public static final String TOUCHED = FRESH_TOUCH + """
            , fresh_answer as materialized (
                select client_id, at from event
                where id > :events and type in ('MESSAGE', 'BUTTON', 'CONTACT_SHARED')),
            newly as materialized (
                select o.touch_id, min(fresh.at) as at
                from fresh_answer fresh join touch_outcome o on o.client_id = fresh.client_id
                    and o.sent_at < fresh.at and o.sent_at >= fresh.at - interval '72 hours'
                group by o.touch_id),
            touched as not materialized (
                select o.touch_id, o.client_id, o.sent_at, o.is_proactive, o.row_id, o.release_id, o.content_id, o.stage,
                    least(o.answered_at, newly.at) as answered_at
                from touch_outcome o left join newly on newly.touch_id = o.touch_id
                union all
                select touch_id, client_id, sent_at, is_proactive, row_id, release_id, content_id, stage,
                    answered_at(client_id, sent_at)
                from fresh_touch)
            """;

    /** Purchases with the last touch before them, if there was one in time and it left in the period. */
    public static final String CREDITED = FRESH_TOUCH + """
            , sale as materialized (
                select * from (
                    select id, client_id, amount - refunded as net, currency, paid_at,
                        row_number() over (partition by client_id order by paid_at, id) = 1 as is_first
                    from purchase where refunded < amount) p
                where paid_at >= :from and paid_at < :to + :days * interval '1 day'),
            credit as (
                select sale.*, last.touch_id, last.sent_at, last.row_id, last.release_id, last.content_id
                from sale cross join lateral (
                    select touch_id, sent_at, row_id, release_id, content_id from touch_outcome o
                    where o.client_id = sale.client_id
                      and o.sent_at <= sale.paid_at and o.sent_at > sale.paid_at - :days * interval '1 day'
                    order by sent_at desc, touch_id desc limit 1) last
                union all
                select sale.*, f.touch_id, f.sent_at, f.row_id, f.release_id, f.content_id
                from sale join fresh_touch f on f.client_id = sale.client_id
                    and f.sent_at <= sale.paid_at and f.sent_at > sale.paid_at - :days * interval '1 day'),
            credited as materialized (
                select * from (select distinct on (id) * from credit order by id, sent_at desc, touch_id desc) t
                where t.sent_at >= :from and t.sent_at < :to)
            """;

    private Counted() {}

    /** What the statements above need besides a period. */
    public static Map<String, Object> places(JdbcClient jdbc) {
        return jdbc.sql("select decision, event, touch - interval '1 hour' as recent from rolled_up")
                .query((rs, n) -> Map.<String, Object>of(
                        "decisions",
                        rs.getLong("decision"),
                        "events",
                        rs.getLong("event"),
                        "recent",
                        rs.getObject("recent", OffsetDateTime.class)))
                .single();
    }

    /** One view of the database for all statements of a report: parts and places move on meanwhile. */
    public static TransactionTemplate snapshot(PlatformTransactionManager manager) {
        var snapshot = new TransactionTemplate(manager);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return snapshot;
    }
}
