package io.rapport.client.merge;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Two clients in the course of becoming one, or two again.
 *
 * @param merge the number of the merge
 */
record Pair(long merge, long kept, long merged, Instant now) {

    /** Statements of this room name what they need of these. */
    StatementSpec given(StatementSpec statement) {
        return statement
                .param("merge", merge)
                .param("kept", kept)
                .param("merged", merged)
                .param("now", now.atOffset(ZoneOffset.UTC));
    }
}
