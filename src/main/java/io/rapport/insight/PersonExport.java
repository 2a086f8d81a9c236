package io.rapport.insight;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything kept about one person, as one JSON document: what privacy laws let that person ask for. */
@Component
public class PersonExport {

    private final JdbcClient jdbc;

    public PersonExport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<String> of(long clientId) {
        return jdbc.sql("""
                select jsonb_build_object(
                    'client', to_jsonb(c),
                    'identities', (select coalesce(jsonb_agg(x order by x.id), '[]') from identity x where x.client_id = c.id),
                    'consents', (select coalesce(jsonb_agg(x order by x.id), '[]') from consent x where x.client_id = c.id),
                    'tags', (select coalesce(jsonb_agg(x order by x.tag), '[]') from client_tag x where x.client_id = c.id),
                    'events', (select coalesce(jsonb_agg(x order by x.at, x.id), '[]') from event x where x.client_id = c.id),
                    'touches', (select coalesce(jsonb_agg(x order by x.id), '[]') from touch x where x.client_id = c.id),
                    'decisions', (select coalesce(jsonb_agg(x order by x.at, x.id), '[]') from decision x where x.client_id = c.id),
                    'contentSeen', (select coalesce(jsonb_agg(x order by x.seen_at), '[]') from content_seen x where x.client_id = c.id),
                    'links', (select coalesce(jsonb_agg(x order by x.created_at, x.code), '[]') from link x where x.client_id = c.id),
                    'contacts', (select coalesce(jsonb_agg(x order by x.kind, x.value), '[]') from client_contact x where x.client_id = c.id),
                    'merges', (select coalesce(jsonb_agg(x order by x.id), '[]') from client_merge x where x.kept = c.id),
                    'purchases', (select coalesce(jsonb_agg(x order by x.id), '[]') from purchase x where x.client_id = c.id),
                    'refunds', (select coalesce(jsonb_agg(x order by x.id), '[]') from refund x where x.client_id = c.id),
                    'paymentRequests', (select coalesce(jsonb_agg(x order by x.id), '[]') from payment_request x where x.client_id = c.id),
                    'paymentNotices', (select coalesce(jsonb_agg(to_jsonb(x) - 'raw' - 'lease_token' order by x.id), '[]')
                        from payment_notice x where x.client_id = c.id),
                    'received', (select coalesce(jsonb_agg(jsonb_build_object('channel', x.channel, 'at', x.received_at,
                            'kind', x.kind, 'base64', encode(x.raw, 'base64')) order by x.id), '[]')
                        from inbound x where x.client_id = c.id)
                )::text from client c where c.id = :client
                """).param("client", clientId).query(String.class).optional();
    }
}
