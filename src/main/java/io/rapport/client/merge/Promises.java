package io.rapport.client.merge;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was agreed and begun with each of the two, for one person: the stricter word counts, one sequence goes on, and nothing that
 * is on its way arrives twice.
 */
final class Promises {

    private final JdbcClient jdbc;

    Promises(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Call it while each still has his own. */
    void reconcile(Pair pair) {
        consents(pair);
        enrolments(pair);
        touches(pair);
    }

    /**
     * Whoever took a consent back, declined it or opted out under one name has not given it under the other. Never having been
     * asked is no refusal.
     */
    private void consents(Pair pair) {
        pair.given(jdbc.sql("""
                with side as (
                    select client.id, purpose,
                        exists (select 1 from consent given where given.client_id = client.id and given.purpose = asked.purpose
                            and given.withdrawn_at is null) as agrees,
                        exists (select 1 from consent taken where taken.client_id = client.id and taken.purpose = asked.purpose
                            and taken.withdrawn_at is not null)
                        or purpose = 'ADVERTISING' and exists (select 1 from event
                            where event.client_id = client.id and event.type = 'REFUSED_CONSENT') as objected,
                        purpose = 'ADVERTISING' and client.opted_out_at is not null as is_out
                    from client cross join unnest(array['PERSONAL_DATA', 'ADVERTISING']) asked (purpose)
                    where client.id in (:kept, :merged)
                ), closed as (
                    update consent set withdrawn_at = :now
                    where client_id in (:kept, :merged) and withdrawn_at is null
                      and purpose in (select purpose from side where is_out or objected and not agrees)
                    returning id, client_id, purpose
                ), told as (
                    insert into event (client_id, type, at, attributes, dedupe_key)
                    select :kept, 'WITHDREW_CONSENT', :now, jsonb_build_object('purpose', purpose, 'source', 'merge'),
                        'merge:' || :merge || ':' || purpose
                    from closed group by purpose
                )
                insert into client_merge_row (merge_id, of_table, what, key)
                select :merge, 'consent', 'CHANGED', jsonb_build_object('id', id) from closed
                """)).update();
    }

    /** The one that has come further goes on; of equals, the older one. */
    private void enrolments(Pair pair) {
        pair.given(jdbc.sql("""
                with active as (
                    select id, row_number() over (order by step desc, enrolled_at, client_id = :merged) as place
                    from sequence_enrolment where client_id in (:kept, :merged) and ended_at is null
                ), ended as (
                    update sequence_enrolment set ended_at = :now, end_reason = 'MERGED'
                    from active where sequence_enrolment.id = active.id and place > 1
                    returning sequence_enrolment.*
                ), told as (
                    insert into event (client_id, type, at, attributes, dedupe_key)
                    select :kept, 'SERIES_ENDED', :now, jsonb_build_object('value', sequence, 'reason', 'MERGED'),
                        'merge:' || :merge || ':series:' || id
                    from ended
                ), unsaid as (
                    update touch set state = 'SUPPRESSED', reason = 'MERGED', lease_token = null
                    from ended
                    where touch.client_id = ended.client_id and touch.kind = 'PROACTIVE'
                      and touch.state in ('PLANNED', 'READY', 'RETRY', 'HELD')
                      and starts_with(touch.touch_key, 'series:' || sequence || ':' || cycle || ':')
                )
                insert into client_merge_row (merge_id, of_table, what, key)
                select :merge, 'sequence_enrolment', 'CHANGED', jsonb_build_object('id', id) from ended
                """)).update();
    }

    /**
     * A step that both wait for, or that one has been sent, is not sent again; and of two things that nobody asked for only one
     * leaves. What is not said is decided about anew, for the one they are now.
     */
    private void touches(Pair pair) {
        pair.given(jdbc.sql("""
                update touch x set state = 'SUPPRESSED', reason = 'MERGED', lease_token = null
                from touch y
                where x.client_id in (:kept, :merged) and y.client_id in (:kept, :merged) and x.client_id <> y.client_id
                  and x.kind = 'PROACTIVE' and y.kind = 'PROACTIVE'
                  and x.state in ('PLANNED', 'READY', 'RETRY', 'HELD')
                  and (x.touch_key = y.touch_key and y.state in ('SENT', 'UNKNOWN')
                    or x.client_id = :merged and y.state in ('PLANNED', 'READY', 'RETRY'))
                """)).update();
    }

    /** Call it when each has his own again. Consents taken back since then stay so. */
    void restore(Pair pair) {
        pair.given(jdbc.sql("""
                update consent set withdrawn_at = null from client_merge_row done join client_merge on client_merge.id = merge_id
                where merge_id = :merge and of_table = 'consent' and what = 'CHANGED'
                  and consent.id = (key ->> 'id')::bigint and withdrawn_at = client_merge.at
                """)).update();
        pair.given(jdbc.sql("""
                update sequence_enrolment place set ended_at = null, end_reason = null from client_merge_row done
                where merge_id = :merge and of_table = 'sequence_enrolment' and what = 'CHANGED'
                  and place.id = (key ->> 'id')::bigint and end_reason = 'MERGED'
                  and not exists (select 1 from sequence_enrolment other
                    where other.client_id = place.client_id and other.ended_at is null)
                """)).update();
        pair.given(
                        jdbc.sql(
                                "delete from event where client_id = :kept and starts_with(dedupe_key, 'merge:' || :merge || ':')"))
                .update();
    }
}
