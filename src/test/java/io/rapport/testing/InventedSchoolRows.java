package io.rapport.testing;

import io.rapport.testing.InventedSchool.Decision;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes an invented school into a database, as the house itself would have left it. */
public final class InventedSchoolRows {

    private final JdbcClient jdbc;

    public InventedSchoolRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void write(InventedSchool school) {
        jdbc.sql("""
                insert into release (id, hash, author, published_at) overriding system value
                values (-1, 'one', 'test', '2026-01-01'), (-2, 'two', 'test', '2026-01-01'), (-3, 'three', 'test', '2026-01-01')
                on conflict do nothing
                """).update();
        write(
                school.people,
                "insert into client (id, created_at, source, language, stage) overriding system value "
                        + "select * from unnest(?::bigint[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])",
                p -> new Object[] {p.id(), p.createdAt(), p.source(), p.language(), p.stage()});
        jdbc.sql("""
                insert into campaign (code, name, created_at, created_by)
                values ('vk-autumn', 'ВКонтакте, осень', '2026-01-01', 'test'), ('tg-guide', 'Гайд в Телеграме', '2026-01-01', 'test'),
                    ('ya-direct', 'Яндекс Директ', '2026-01-01', 'test')
                on conflict do nothing
                """).update();
        write(
                school.costs,
                "insert into campaign_cost (campaign, day, amount, currency, noted_by) "
                        + "select *, 'test' from unnest(?::text[], ?::date[], ?::numeric[], ?::text[]) on conflict do nothing",
                c -> new Object[] {c.campaign(), c.day(), c.amount(), c.currency()});
        write(
                school.happenings,
                "insert into event (client_id, type, at, dedupe_key) "
                        + "select c, t, a, c || '-' || t || '-' || a || '-' || n from unnest(?::bigint[], ?::text[], ?::timestamptz[]) with ordinality as e (c, t, a, n)",
                h -> new Object[] {h.client(), h.type(), h.at()});
        write(
                school.decisions,
                "insert into decision (id, client_id, at, trigger, release_id, stage, action, sheet, outcome) overriding system value "
                        + "select i, c, a, 'MESSAGE', r, s, 'ANSWER', '{}', o from unnest(?::bigint[], ?::bigint[], ?::timestamptz[], "
                        + "?::bigint[], ?::text[], ?::jsonb[]) as d (i, c, a, r, s, o)",
                d -> new Object[] {d.id(), d.client(), d.at(), d.release(), d.stage(), outcome(d)});
        write(
                school.letters,
                "insert into touch (id, client_id, touch_key, kind, channel, recipient, state, decision_id, brief, planned_at, ready_at, "
                        + "sent_at, content_id, row_id, release_id) overriding system value "
                        + "select i, c, i, k, 'telegram', 'x', s, d, '{}', a, a, case s when 'SENT' then a end, co, r, null "
                        + "from unnest(?::bigint[], ?::bigint[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], "
                        + "?::bigint[]) as t (i, c, a, k, s, r, co, d)",
                l -> new Object[] {
                    l.id(),
                    l.client(),
                    l.at(),
                    l.kind(),
                    l.state(),
                    l.row(),
                    l.content(),
                    l.decision() == null ? null : l.decision().id()
                });
        write(
                school.payments,
                "insert into purchase (id, client_id, product_code, provider, external_id, amount, refunded, currency, paid_at) "
                        + "overriding system value select i, c, 'GROUP', 'test', i, a, r, u, t from unnest(?::bigint[], ?::bigint[], "
                        + "?::numeric[], ?::numeric[], ?::text[], ?::timestamptz[]) as p (i, c, a, r, u, t)",
                p -> new Object[] {p.id(), p.client(), p.amount(), p.refunded(), p.currency(), p.at()});
        jdbc.sql("analyze").update();
    }

    private static String outcome(Decision decision) {
        return decision.rows().stream()
                .map(row -> "{\"table\": \"%s\", \"row\": \"%s\"}".formatted(table(row), row))
                .collect(Collectors.joining(", ", "{\"rows\": [", "]}"));
    }

    public static String table(String row) {
        return Map.of("S", "scoring", "R", "replies", "W", "reengagement", "K", "steps")
                .get(row.substring(0, 1));
    }

    private <T> void write(List<T> rows, String sql, Function<T, Object[]> columns) {
        if (rows.isEmpty()) {
            return;
        }
        List<Object[]> values = rows.stream().map(columns).toList();
        var statement = jdbc.sql(sql);
        for (int i = 0; i < values.get(0).length; i++) {
            int column = i;
            statement = statement.param(values.stream()
                    .map(row -> row[column] == null ? null : row[column].toString())
                    .toArray(String[]::new));
        }
        statement.update();
    }
}
