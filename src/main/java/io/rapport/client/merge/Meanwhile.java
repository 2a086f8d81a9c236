package io.rapport.client.merge;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What happened while two were one belongs to the one through whose channel it came: messages and what they led to, answers and what
 * they left, clicks, consents, purchases. What came through neither, such as a review, stays with the one who was kept.
 */
final class Meanwhile {

    private static final List<String> BY_CHANNEL = List.of("""
            update inbound x set client_id = :merged from identity
            where identity.client_id = :merged and x.client_id = :kept
              and x.channel = identity.channel and x.lane = identity.external_id
            """, """
            update touch x set client_id = :merged from identity
            where identity.client_id = :merged and x.client_id = :kept
              and x.channel = identity.channel and x.recipient = identity.external_id
              and not exists (select 1 from touch y where y.client_id = :merged and y.touch_key = x.touch_key)
            """, """
            update decision x set client_id = :merged
            where x.client_id = :kept and x.inbound_id in (select id from inbound where client_id = :merged)
            """, """
            update link x set client_id = :merged from client_merge
            where client_merge.id = :merge and x.client_id = :kept and x.created_at >= client_merge.at
              and x.touch_key in (select touch_key from touch where client_id = :merged)
              and x.touch_key not in (select touch_key from touch where client_id = :kept)
            """, """
            update payment_request x set client_id = :merged from client_merge
            where client_merge.id = :merge and x.client_id = :kept and x.created_at >= client_merge.at
              and x.touch_key in (select touch_key from touch where client_id = :merged)
              and x.touch_key not in (select touch_key from touch where client_id = :kept)
            """, """
            update consent x set client_id = :merged from client_merge
            where client_merge.id = :merge and x.client_id = :kept and x.given_at >= client_merge.at
              and x.channel in (select channel from identity where client_id = :merged)
              and x.channel not in (select channel from identity where client_id = :kept)
            """);

    /** The keys of events tell what they come from: {@code in:7}, {@code reply:7:content}, {@code click:code:…}, the touch's own. */
    private static final String EVENTS = """
            update event x set client_id = :merged from client_merge
            where client_merge.id = :merge and x.client_id = :kept and x.id > client_merge.last_event
              and not exists (select 1 from event y where y.client_id = :merged and y.dedupe_key = x.dedupe_key)
              and (substring(x.dedupe_key from '^(?:in|reply):([0-9]{1,18})(?::|$)')::bigint
                    in (select id from inbound where client_id = :merged)
                or substring(x.dedupe_key from '^click:([^:]+):') in (select code from link where client_id = :merged)
                or x.attributes ->> 'reference' in (select reference from payment_request where client_id = :merged)
                or exists (select 1 from touch t where t.client_id = :merged
                    and (x.attributes ->> 'touch' = t.touch_key or starts_with(x.dedupe_key, t.touch_key || ':'))
                    and not exists (select 1 from touch k where k.client_id = :kept and k.touch_key = t.touch_key))
                or exists (select 1 from client_merge_via via
                    join identity on identity.channel = via.channel and identity.external_id = via.external_id
                    where via.client_id = :kept and via.dedupe_key = x.dedupe_key and identity.client_id = :merged))
            """;

    private static final List<String> BY_EVENT = List.of("""
            update purchase x set client_id = :merged from client_merge, event
            where client_merge.id = :merge and x.client_id = :kept and event.client_id = :merged
              and event.id > client_merge.last_event and event.type = 'PURCHASED'
              and x.external_id in (event.dedupe_key, event.attributes ->> 'externalId')
            """, """
            update event x set client_id = :merged from client_merge
            where client_merge.id = :merge and x.client_id = :kept and x.id > client_merge.last_event and x.type = 'REFUNDED'
              and x.attributes ->> 'externalId' in (select external_id from purchase where client_id = :merged)
              and not exists (select 1 from event y where y.client_id = :merged and y.dedupe_key = x.dedupe_key)
            """, """
            update refund x set client_id = :merged from event
            where x.client_id = :kept and event.client_id = :merged and event.type = 'REFUNDED' and event.dedupe_key = x.told_key
              and not exists (select 1 from event k where k.client_id = :kept and k.dedupe_key = x.told_key)
              and not exists (select 1 from refund y where y.client_id = :merged and y.told_key = x.told_key)
            """, """
            insert into content_seen (client_id, content_id, seen_at)
            select :merged, attributes ->> 'value', min(event.at) from event join client_merge on client_merge.id = :merge
            where client_id = :merged and type = 'CONTENT_SENT' and event.id > last_event and attributes ->> 'value' is not null
            group by attributes ->> 'value'
            on conflict do nothing
            """, """
            delete from content_seen x using client_merge
            where client_merge.id = :merge and x.client_id = :kept and x.seen_at >= client_merge.at
              and x.content_id in (select content_id from content_seen where client_id = :merged)
              and not exists (select 1 from event where event.client_id = :kept and type = 'CONTENT_SENT'
                and attributes ->> 'value' = x.content_id)
            """);

    private final JdbcClient jdbc;

    Meanwhile(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Call it when identities and all that was there before are back with their owners. */
    void share(Pair pair) {
        BY_CHANNEL.forEach(sql -> pair.given(jdbc.sql(sql)).update());
        pair.given(jdbc.sql(EVENTS)).update();
        BY_EVENT.forEach(sql -> pair.given(jdbc.sql(sql)).update());
    }
}
