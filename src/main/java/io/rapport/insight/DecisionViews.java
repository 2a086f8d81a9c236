package io.rapport.insight;

import io.rapport.insight.DecisionRow.PlannedTouch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why what was done was done: decisions of one client, newest first. */
@Component
public class DecisionViews {

    private static final RowMapper<DecisionRow> ROW = (rs, n) -> new DecisionRow(
            rs.getLong("id"),
            Columns.instant(rs, "at"),
            rs.getString("trigger"),
            rs.getLong("release_id"),
            rs.getString("stage"),
            rs.getString("action"),
            Explanation.of(Columns.json(rs, "outcome")),
            List.of());

    private final JdbcClient jdbc;

    public DecisionViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Page<DecisionRow> of(long clientId, Cursor after, int limit) {
        List<DecisionRow> rows = jdbc.sql("""
                select id, at, trigger, release_id, stage, action, outcome from decision
                where client_id = :client and (at, id) < (:at, :id)
                order by at desc, id desc limit :limit
                """)
                .param("client", clientId)
                .param("at", after.atParameter())
                .param("id", after.id())
                .param("limit", limit + 1)
                .query(ROW)
                .list();
        Map<Long, List<PlannedTouch>> touches = touches(clientId, rows);
        return Page.of(
                rows.stream()
                        .map(row -> row.withTouches(touches.getOrDefault(row.id(), List.of())))
                        .toList(),
                limit,
                row -> new Cursor(row.at(), 0, row.id()));
    }

    /** The decision that planned a touch. */
    public Optional<DecisionRow> behindTouch(long touchId) {
        return jdbc.sql("""
                select decision.id, at, trigger, decision.release_id, stage, action, outcome
                from touch join decision on decision.id = touch.decision_id and decision.client_id = touch.client_id
                where touch.id = :touch
                """).param("touch", touchId).query(ROW).optional();
    }

    private Map<Long, List<PlannedTouch>> touches(long clientId, List<DecisionRow> rows) {
        Map<Long, List<PlannedTouch>> touches = new HashMap<>();
        jdbc.sql("""
                select id, decision_id, kind, channel, state from touch
                where client_id = :client and decision_id = any (:decisions) order by id
                """)
                .param("client", clientId)
                .param("decisions", rows.stream().map(DecisionRow::id).toArray(Long[]::new))
                .query(rs -> {
                    touches.computeIfAbsent(rs.getLong("decision_id"), id -> new ArrayList<>())
                            .add(new PlannedTouch(
                                    rs.getLong("id"),
                                    rs.getString("kind"),
                                    rs.getString("channel"),
                                    rs.getString("state")));
                });
        return touches;
    }
}
