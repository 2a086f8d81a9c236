package io.rapport.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A touch that nobody asked for, as it left.
 *
 * @param key what must be unique for the client
 * @param row the row that wanted it
 */
record Sent(
        long client,
        Instant at,
        String key,
        String row,
        String reason,
        @Nullable String content) {}
