package io.rapport.web.security;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Who did what. Rows are only ever added; the database refuses anything else. */
@Component
public class Audit {

    private final JdbcClient jdbc;

    public Audit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Call it inside the transaction of the deed, so that neither is kept without the other.
     *
     * @param subject what it was done to, such as {@code client/42}; no personal data, since audit outlives erasure
     */
    public void record(Instant at, String actor, String action, @Nullable String subject, Map<String, ?> details) {
        jdbc.sql("""
                insert into audit (at, actor, action, subject, details)
                values (:at, :actor, :action, :subject, :details::jsonb)
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("action", action)
                .param("subject", subject)
                .param("details", JsonMapper.shared().writeValueAsString(details))
                .update();
    }
}
