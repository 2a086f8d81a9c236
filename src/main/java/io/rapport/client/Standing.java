package io.rapport.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the rules say a client stands now.
 *
 * @param tags only those that came or went
 * @param dueAt when to decide again if nothing happens before; absent means never
 * @param dueReason the row and cell that wait for that instant
 * @param release the release that decided
 */
public record Standing(
        long clientId,
        String stage,
        BigDecimal scoreFit,
        BigDecimal scoreEngagement,
        @Nullable String band,
        List<TagChange> tags,
        @Nullable Instant dueAt,
        @Nullable String dueReason,
        long release) {}
