package io.rapport.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the rules say a client stands now.
 *
 * @param tags each tag with the id of the row that put it there
 * @param dueAt when to decide again if nothing happens before; absent means never
 * @param dueReason the row and cell that wait for that instant
 * @param release the release that decided, if one did
 */
public record Standing(
        String stage,
        BigDecimal scoreFit,
        BigDecimal scoreEngagement,
        @Nullable String band,
        Map<String, String> tags,
        @Nullable Instant dueAt,
        @Nullable String dueReason,
        @Nullable Long release) {

    public Standing(
            String stage,
            BigDecimal scoreFit,
            BigDecimal scoreEngagement,
            @Nullable String band,
            Map<String, String> tags,
            @Nullable Instant dueAt) {
        this(stage, scoreFit, scoreEngagement, band, tags, dueAt, null, null);
    }
}
