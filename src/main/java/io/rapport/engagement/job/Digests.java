package io.rapport.engagement.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What weeks came to. Counted anew from what is kept whenever a week is written, so that twice is as good as once. */
@Repository
class Digests {

    private final JdbcClient jdbc;

    Digests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A touch is answered if the client writes within three days after it. */
    void write(LocalDate monday, ZoneId zone, Instant now) {
        jdbc.sql("""
                insert into digest (week, created_at, body)
                select :week, :now, jsonb_build_object(
                    'newClients', (select count(*) from client where created_at >= :from and created_at < :to),
                    'messages', (select count(*) from inbound
                        where received_at >= :from and received_at < :to and kind in ('MESSAGE', 'START', 'BUTTON', 'CONTACT')),
                    'answers', (select count(*) from touch
                        where sent_at >= :from and sent_at < :to and state = 'SENT' and kind <> 'PROACTIVE'),
                    'touches', (select coalesce(jsonb_agg(to_jsonb(t) order by t.sent desc, t.row), '[]') from (
                        select coalesce(row_id, '') as row, count(*) as sent, count(distinct client_id) as clients,
                            count(*) filter (where exists (select 1 from event
                                where event.client_id = touch.client_id and event.type in ('MESSAGE', 'BUTTON', 'CONTACT_SHARED')
                                  and event.at > touch.sent_at and event.at <= touch.sent_at + interval '3 days')) as answered
                        from touch where kind = 'PROACTIVE' and state in ('SENT', 'UNKNOWN')
                          and sent_at >= :from and sent_at < :to
                        group by 1) t),
                    'notSent', (select coalesce(jsonb_agg(to_jsonb(t) order by t.touches desc, t.reason), '[]') from (
                        select coalesce(reason, '') as reason, count(*) as touches from touch
                        where kind = 'PROACTIVE' and state in ('SUPPRESSED', 'DEAD') and planned_at >= :from and planned_at < :to
                        group by 1) t),
                    'purchases', (select jsonb_build_object('count', count(*), 'amount', coalesce(sum(amount), 0)) from (
                        select amount from purchase where paid_at >= :from and paid_at < :to) p),
                    'silences', (select coalesce(jsonb_agg(to_jsonb(s) order by s.clients desc, s.row), '[]') from (
                        select row_id as row, action, reason, count(distinct client_id) as clients from silence
                        where last_at >= :from and first_at < :to
                        group by 1, 2, 3 order by 4 desc, 1 limit 50) s))
                on conflict (week) do update set created_at = excluded.created_at, body = excluded.body
                """)
                .param("week", monday)
                .param("from", midnight(monday, zone))
                .param("to", midnight(monday.plusWeeks(1), zone))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static OffsetDateTime midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toOffsetDateTime();
    }
}
