package io.rapport.client.merge;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The rows of the two themselves: one made of two, and two made of one and of what they were. */
final class ClientRows {

    /** The later, the further. Only until the rules decide, which is at once; a stage they alone know counts as none. */
    private static final String[] STAGES = {"LOST", "NEW", "ENGAGED", "QUALIFIED", "OFFERED", "CUSTOMER"};

    /** The later, the surer. */
    private static final String[] ZONES_FROM = {"DEFAULT", "PHONE", "CITY", "TOLD"};

    private final JdbcClient jdbc;

    ClientRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * First met when the earlier one was, and come from where that one came; opted out if one was; with a human if one was. Due at once:
     * score, tags and stage are what the rules make of all that happened.
     */
    void unite(Pair pair) {
        given(pair, """
                update client k set
                    created_at = least(k.created_at, m.created_at),
                    name = coalesce(k.name, m.name),
                    phone = coalesce((select value from client_contact where client_id = :kept and kind = 'PHONE'
                        and verified_at is not null and value in (k.phone, m.phone) order by value = k.phone desc limit 1),
                        k.phone, m.phone),
                    email = coalesce((select value from client_contact where client_id = :kept and kind = 'EMAIL'
                        and verified_at is not null and value in (k.email, m.email) order by value = k.email desc limit 1),
                        k.email, m.email),
                    stage = case when coalesce(array_position(:stages, m.stage), 0) > coalesce(array_position(:stages, k.stage), 0)
                        then m.stage else k.stage end,
                    language = case when coalesce(m.last_message_at > k.last_message_at, m.last_message_at is not null)
                        then m.language else k.language end,
                    timezone = case when zone.is_surer then m.timezone else k.timezone end,
                    timezone_from = case when zone.is_surer then m.timezone_from else k.timezone_from end,
                    source = case when m.created_at < k.created_at then coalesce(m.source, k.source)
                        else coalesce(k.source, m.source) end,
                    utm = case when m.created_at < k.created_at then coalesce(m.utm, k.utm) else coalesce(k.utm, m.utm) end,
                    owner_kind = case when human.is_his then m.owner_kind else k.owner_kind end,
                    owner_since = case when human.is_his then m.owner_since else k.owner_since end,
                    owner_reason = case when human.is_his then m.owner_reason else k.owner_reason end,
                    opted_out_at = least(k.opted_out_at, m.opted_out_at),
                    last_message_at = greatest(k.last_message_at, m.last_message_at),
                    reviewed_release = least(k.reviewed_release, m.reviewed_release),
                    due_at = case when decidable.now then :now end,
                    due_reason = case when decidable.now then 'merge' end
                from client m
                    cross join lateral (select * from client where id = :kept) o
                    cross join lateral (select coalesce(array_position(:zones, m.timezone_from), 0)
                        > coalesce(array_position(:zones, o.timezone_from), 0) as is_surer) zone
                    cross join lateral (select m.owner_kind = 'HUMAN' and o.owner_kind <> 'HUMAN' as is_his) human
                    cross join lateral (select least(o.opted_out_at, m.opted_out_at) is null
                        and exists (select 1 from identity where client_id = :kept) as now) decidable
                where k.id = :kept and m.id = :merged
                """).update();
    }

    /** The one who was merged has a row again. */
    void revive(Pair pair) {
        given(pair, """
                insert into client overriding system value
                select was.* from client_merge, client k, jsonb_populate_record(k, client_merge.merged_was) was
                where client_merge.id = :merge and k.id = :kept
                """).update();
    }

    /**
     * Each gets back what the merge has changed. What changed since then stays with the one who was kept, but whoever opted out or asked
     * for a human since then did so as both. Whoever opted out, or is on no channel, has no time at all.
     */
    void part(Pair pair) {
        part(pair, pair.merged(), "merged_was");
        part(pair, pair.kept(), "kept_was");
    }

    private void part(Pair pair, long id, String was) {
        given(pair, """
                update client c set
                    created_at = was.created_at,
                    name = case when k.name is not distinct from made.name then was.name else c.name end,
                    phone = case when k.phone is not distinct from made.phone then was.phone else c.phone end,
                    email = case when k.email is not distinct from made.email then was.email else c.email end,
                    language = case when k.language = made.language then was.language else c.language end,
                    timezone = case when k.timezone = made.timezone then was.timezone else c.timezone end,
                    timezone_from = case when k.timezone = made.timezone then was.timezone_from else c.timezone_from end,
                    source = was.source, utm = was.utm,
                    stage = was.stage, score_fit = was.score_fit, score_engagement = was.score_engagement, band = was.band,
                    owner_kind = case when human.is_since then k.owner_kind else was.owner_kind end,
                    owner_since = case when human.is_since then k.owner_since else was.owner_since end,
                    owner_reason = case when human.is_since then k.owner_reason else was.owner_reason end,
                    opted_out_at = rest.since,
                    last_message_at = greatest(was.last_message_at,
                        (select max(received_at) from inbound where client_id = :id and received_at > client_merge.at)),
                    due_at = case when decidable.now then :now end,
                    due_reason = case when decidable.now then 'merge' end,
                    reviewed_release = least(was.reviewed_release, k.reviewed_release)
                from client_merge
                    cross join lateral (select r as whole, r.* from client r where r.id = :kept) k
                    cross join lateral jsonb_populate_record(k.whole, client_merge.%1$s) was
                    cross join lateral jsonb_populate_record(k.whole, client_merge.kept_made) made
                    cross join lateral (select k.owner_kind = 'HUMAN'
                        and k.owner_since is distinct from made.owner_since as is_since) human
                    cross join lateral (select case when k.opted_out_at > made.opted_out_at
                        or made.opted_out_at is null then k.opted_out_at else was.opted_out_at end as since) rest
                    cross join lateral (select rest.since is null
                        and exists (select 1 from identity where client_id = :id) as now) decidable
                where c.id = :id and client_merge.id = :merge
                """.formatted(was)).param("id", id).update();
    }

    private StatementSpec given(Pair pair, String sql) {
        return pair.given(jdbc.sql(sql)).param("stages", STAGES).param("zones", ZONES_FROM);
    }
}
