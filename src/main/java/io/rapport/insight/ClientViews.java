package io.rapport.insight;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Clients in lists, those heard of last first. */
@Component
public class ClientViews {

    /** A message nobody has answered: nothing was sent to the client since. */
    static final String WAITING = """
            c.last_message_at is not null and c.opted_out_at is null and not exists (
                select 1 from touch t where t.client_id = c.id and t.sent_at >= c.last_message_at)
            """;

    private static final String SELECT = """
            select c.*, coalesce(c.last_message_at, c.created_at) as last_activity,
                array(select tag from client_tag t where t.client_id = c.id order by tag) as tags,
                array(select distinct channel from identity i where i.client_id = c.id order by channel) as channels
            from client c
            """;

    private static final RowMapper<ClientRow> ROW = (rs, n) -> new ClientRow(
            rs.getLong("id"),
            rs.getString("name"),
            rs.getString("phone"),
            rs.getString("email"),
            rs.getString("stage"),
            rs.getBigDecimal("score_fit"),
            rs.getBigDecimal("score_engagement"),
            rs.getString("band"),
            Columns.texts(rs, "tags"),
            Columns.texts(rs, "channels"),
            rs.getString("language"),
            rs.getString("timezone"),
            rs.getString("timezone_from"),
            rs.getString("source"),
            rs.getString("owner_kind"),
            Columns.instantOrNull(rs, "opted_out_at"),
            Columns.instant(rs, "created_at"),
            Columns.instantOrNull(rs, "last_message_at"),
            Columns.instant(rs, "last_activity"),
            Columns.instantOrNull(rs, "due_at"),
            rs.getString("due_reason"));

    private final JdbcClient jdbc;

    public ClientViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<ClientRow> find(long id) {
        return jdbc.sql(SELECT + "where c.id = :id").param("id", id).query(ROW).optional();
    }

    public Page<ClientRow> list(ClientFilter filter, Cursor after, int limit) {
        Map<String, Object> values = new HashMap<>();
        String sql = SELECT + "where (coalesce(c.last_message_at, c.created_at), c.id) < (:at, :id)\n"
                + conditions(filter, values)
                + "order by coalesce(c.last_message_at, c.created_at) desc, c.id desc limit :limit";
        values.put("at", after.atParameter());
        values.put("id", after.id());
        values.put("limit", limit + 1);
        return Page.of(
                jdbc.sql(sql).params(values).query(ROW).list(),
                limit,
                row -> new Cursor(row.lastActivity(), 0, row.id()));
    }

    private static String conditions(ClientFilter filter, Map<String, Object> values) {
        var sql = new StringBuilder();
        if (filter.channel() != null || filter.externalId() != null) {
            sql.append("and c.id in (select client_id from identity where true");
            if (filter.channel() != null) {
                sql.append(" and channel = :channel");
                values.put("channel", filter.channel());
            }
            if (filter.externalId() != null) {
                sql.append(" and external_id = :external");
                values.put("external", filter.externalId());
            }
            sql.append(")\n");
        }
        if (filter.stage() != null) {
            sql.append("and c.stage = :stage\n");
            values.put("stage", filter.stage());
        }
        if (filter.owner() != null) {
            sql.append("and c.owner_kind = :owner\n");
            values.put("owner", filter.owner());
        }
        if (filter.waiting()) {
            sql.append("and ").append(WAITING);
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            sql.append(SEARCH);
            search(filter.text().strip(), values);
        }
        return sql.toString();
    }

    /** A union, because an "or" across tables would make the database read all of them. */
    private static final String SEARCH = """
            and c.id in (
                select id from client
                where coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') ilike :like
                union all select client_id from identity where external_id = :exact
                union all select :number)
            """;

    private static void search(String text, Map<String, Object> values) {
        values.put("like", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        values.put("exact", text);
        values.put("number", text.matches("#?\\d{1,18}") ? Long.parseLong(text.replace("#", "")) : -1L);
    }
}
