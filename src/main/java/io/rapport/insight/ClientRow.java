package io.rapport.insight;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client as lists show it.
 *
 * @param timezoneFrom how we know the zone; {@code DEFAULT} means that we do not
 * @param lastActivity the last message, or for a client who never wrote the moment we first met
 * @param dueReason the row and cell that wait for {@code dueAt}, or what else made the client due
 */
public record ClientRow(
        long id,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email,
        String stage,
        BigDecimal fit,
        BigDecimal engagement,
        @Nullable String band,
        List<String> tags,
        List<String> channels,
        String language,
        String timezone,
        String timezoneFrom,
        @Nullable String source,
        String owner,
        @Nullable Instant optedOutAt,
        Instant createdAt,
        @Nullable Instant lastMessageAt,
        Instant lastActivity,
        @Nullable Instant dueAt,
        @Nullable String dueReason) {

    public BigDecimal total() {
        return fit.add(engagement);
    }
}
