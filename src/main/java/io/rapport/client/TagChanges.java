package io.rapport.client;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tags come and go; which row did it, and when, is never overwritten. */
@Component
public class TagChanges {

    private final JdbcClient jdbc;

    public TagChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts tags on and takes them off, of any number of clients, and keeps that it happened. Call it under their locks. */
    void apply(List<TagChange> changes, Instant now) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with given as (
                    select * from unnest(:clients, :tags, :ons::boolean[], :rows) as t (client_id, tag, is_on, row_id)),
                off as (delete from client_tag using given
                    where client_tag.client_id = given.client_id and client_tag.tag = given.tag and not given.is_on),
                came as (insert into client_tag (client_id, tag, row_id, added_at)
                    select client_id, tag, row_id, :now from given where is_on
                    on conflict (client_id, tag) do nothing)
                insert into client_tag_history (client_id, tag, is_on, row_id, at)
                select client_id, tag, is_on, row_id, :now from given
                """)
                .param("clients", changes.stream().map(TagChange::clientId).toArray(Long[]::new))
                .param("tags", texts(changes, TagChange::tag))
                .param("ons", texts(changes, change -> Boolean.toString(change.isOn())))
                .param("rows", texts(changes, TagChange::row))
                .param("now", Rows.parameter(now))
                .update();
    }

    /** The tags of each of these clients; whoever has none is absent. */
    public Map<Long, Set<String>> tagsOf(Collection<Long> clientIds) {
        Map<Long, Set<String>> tags = new HashMap<>();
        jdbc.sql("select client_id, tag from client_tag where client_id = any (:clients)")
                .param("clients", clientIds.toArray(Long[]::new))
                .query((RowCallbackHandler)
                        rs -> tags.computeIfAbsent(rs.getLong("client_id"), client -> new HashSet<>())
                                .add(rs.getString("tag")));
        return tags;
    }

    private static String[] texts(List<TagChange> changes, Function<TagChange, String> text) {
        return changes.stream().map(text).toArray(String[]::new);
    }
}
