package io.rapport.insight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What happened with one client, in both directions, newest first. */
@Component
public class Timeline {

    private static final int EVENT = 0;
    private static final int TOUCH = 1;
    private static final int SILENCE = 2;
    private static final int TAG = 3;

    private static final RowMapper<Moment> MOMENT = (rs, n) -> {
        JsonNode json = Columns.json(rs, "json");
        long decision = rs.getLong("decision_id");
        Long by = rs.wasNull() ? null : decision;
        Instant at = Columns.instant(rs, "at");
        int source = rs.getInt("source");
        if (source == SILENCE) {
            return silence(rs.getLong("id"), at, rs.getString("type"), json, rs.getString("reason"));
        }
        if (source == TAG) {
            return tag(rs.getLong("id"), at, rs.getString("type"), json);
        }
        return source == EVENT
                ? event(rs.getLong("id"), at, rs.getString("type"), json)
                : touch(
                        rs.getLong("id"),
                        at,
                        rs.getString("type"),
                        json,
                        rs.getString("channel"),
                        rs.getString("state"),
                        rs.getString("reason"),
                        by,
                        Columns.json(rs, "more"));
    };

    private final JdbcClient jdbc;

    public Timeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Page<Moment> of(long clientId, Cursor after, int limit) {
        List<Moment> moments = jdbc.sql("""
                (select 0 as source, id, at, type, attributes as json, null as channel, null as state, null as reason,
                    null::bigint as decision_id, null::jsonb as more
                 from event
                 where client_id = :client and at <= :at and (at, 0, id) < (:at, :kind, :id)
                 order by at desc, id desc limit :limit)
                union all
                (select 1, id, coalesce(sent_at, planned_at) as at, kind, message, channel, state, reason, decision_id,
                    jsonb_strip_nulls(jsonb_build_object('row', row_id, 'release', release_id, 'window', send_window,
                        'until', case state when 'HELD' then ready_at end))
                 from touch
                 where client_id = :client and (coalesce(sent_at, planned_at), 1, id) < (:at, :kind, :id)
                 order by coalesce(sent_at, planned_at) desc, id desc limit :limit)
                union all
                (select 2, id, last_at, action,
                    jsonb_build_object('row', row_id, 'times', times, 'since', first_at, 'release', release_id),
                    null, null, reason, null, null
                 from (select *, hashtextextended(digest, 0) & 9007199254740991 as id
                     from silence where client_id = :client) s
                 where (last_at, 2, id) < (:at, :kind, :id)
                 order by last_at desc, id desc limit :limit)
                union all
                (select 3, id, at, case when is_on then 'ON' else 'OFF' end, jsonb_build_object('tag', tag, 'row', row_id),
                    null, null, null, null, null
                 from client_tag_history
                 where client_id = :client and (at, 3, id) < (:at, :kind, :id)
                 order by at desc, id desc limit :limit)
                order by at desc, source desc, id desc limit :limit
                """)
                .param("client", clientId)
                .param("at", after.atParameter())
                .param("kind", after.kind())
                .param("id", after.id())
                .param("limit", limit + 1)
                .query(MOMENT)
                .list();
        return Page.of(moments, limit, moment -> new Cursor(moment.at(), source(moment), moment.id()));
    }

    private static int source(Moment moment) {
        if (moment.isFromUs()) {
            return TOUCH;
        }
        if (moment.isTag()) {
            return TAG;
        }
        return moment.isSilence() ? SILENCE : EVENT;
    }

    private static Moment tag(long id, Instant at, String change, JsonNode attributes) {
        return new Moment(id, at, "TAG", change, null, null, List.of(), null, null, null, null, attributes);
    }

    private static Moment silence(long id, Instant at, String action, JsonNode attributes, String reason) {
        return new Moment(id, at, "SILENCE", action, null, null, List.of(), null, null, reason, null, attributes);
    }

    private static Moment event(long id, Instant at, String type, JsonNode attributes) {
        return new Moment(
                id,
                at,
                "EVENT",
                type,
                text(attributes, "channel"),
                type.equals("MESSAGE") ? text(attributes, "text") : null,
                List.of(),
                null,
                null,
                text(attributes, "reason"),
                null,
                attributes);
    }

    private static Moment touch(
            long id,
            Instant at,
            String kind,
            JsonNode message,
            String channel,
            String state,
            @Nullable String reason,
            @Nullable Long decision,
            JsonNode more) {
        List<String> buttons = new ArrayList<>();
        message.path("buttons")
                .forEach(button -> buttons.add(button.path("label").asString("")));
        JsonNode attachment = message.path("attachment");
        return new Moment(
                id,
                at,
                "TOUCH",
                kind,
                channel,
                text(message, "text"),
                buttons,
                attachment.isObject()
                        ? new Moment.Attachment(
                                attachment.path("title").asString(""),
                                attachment.path("url").asString(""))
                        : null,
                state,
                reason,
                decision,
                more);
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : null;
    }
}
