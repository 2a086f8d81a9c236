package io.rapport.insight;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What came of the touches that nobody asked for, row by row. What follows within three days counts for the touch before it. */
@Component
public class TouchViews {

    private static final int MOST = 200;

    private final JdbcClient jdbc;

    public TouchViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param row the row that wanted the touches
     * @param sent those that left, whether or not we know that they arrived
     * @param clients whom they went to
     * @param answered after how many of them the client wrote or tapped a button
     * @param clicked of how many a link was followed by a human
     * @param optedOut after how many the client asked for no more
     */
    public record Count(String row, long sent, long clients, long answered, long clicked, long optedOut) {

        public int answeredPercent() {
            return sent == 0 ? 0 : (int) Math.round(100.0 * answered / sent);
        }
    }

    /** Touches that did not leave, or have not yet. */
    public record Kept(String state, String reason, long touches) {}

    /** Of touches decided on within a time, the most frequent rows first. */
    public List<Count> between(Instant from, Instant to) {
        return jdbc.sql("""
                select row_id, count(*) as sent, count(distinct client_id) as clients,
                    count(*) filter (where answered) as answered, count(*) filter (where clicked) as clicked,
                    count(*) filter (where opted_out) as opted_out
                from (select client_id, coalesce(row_id, '') as row_id,
                        exists (select 1 from event where event.client_id = touch.client_id
                            and event.type in ('MESSAGE', 'BUTTON', 'CONTACT_SHARED')
                            and event.at > left_at and event.at <= left_at + interval '72 hours') as answered,
                        exists (select 1 from event where event.client_id = touch.client_id and event.type = 'LINK_CLICKED'
                            and event.at > left_at and event.attributes ->> 'touch' = touch_key) as clicked,
                        exists (select 1 from event where event.client_id = touch.client_id
                            and event.type in ('OPTED_OUT', 'BLOCKED')
                            and event.at > left_at and event.at <= left_at + interval '72 hours') as opted_out
                      from (select *, coalesce(sent_at, planned_at) as left_at from touch
                        where kind = 'PROACTIVE' and state in ('SENT', 'UNKNOWN')
                          and planned_at >= :from and planned_at < :to) touch) t
                group by row_id order by sent desc, row_id limit :limit
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("limit", MOST)
                .query((rs, n) -> new Count(
                        rs.getString("row_id"),
                        rs.getLong("sent"),
                        rs.getLong("clients"),
                        rs.getLong("answered"),
                        rs.getLong("clicked"),
                        rs.getLong("opted_out")))
                .list();
    }

    /** What kept touches from leaving, the most frequent first. */
    public List<Kept> kept(Instant from, Instant to) {
        return jdbc.sql("""
                select state, coalesce(reason, '') as reason, count(*) as touches from touch
                where kind = 'PROACTIVE' and state in ('HELD', 'RETRY', 'SUPPRESSED', 'DEAD')
                  and planned_at >= :from and planned_at < :to
                group by 1, 2 order by touches desc, reason limit :limit
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("limit", MOST)
                .query((rs, n) -> new Kept(rs.getString("state"), rs.getString("reason"), rs.getLong("touches")))
                .list();
    }
}
