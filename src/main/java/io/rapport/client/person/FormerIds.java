package io.rapport.client.person;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ids under which a client was known before it turned out to be the same person as another. They go on working. */
@Component
public class FormerIds {

    private final JdbcClient jdbc;

    public FormerIds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who has this id's history today, if it became somebody else's. */
    public Optional<Long> successor(long id) {
        return jdbc.sql("select kept from client_merge where merged = :id and undone_at is null")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    /** Of each of these ids; those that lead nowhere else are absent. */
    public Map<Long, Long> successors(Collection<Long> ids) {
        Map<Long, Long> successors = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select merged, kept from client_merge where merged = any (:ids) and undone_at is null")
                    .param("ids", ids.toArray(Long[]::new))
                    .query((RowCallbackHandler) rs -> successors.put(rs.getLong("merged"), rs.getLong("kept")));
        }
        return successors;
    }
}
