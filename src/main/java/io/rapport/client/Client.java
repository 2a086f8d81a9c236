package io.rapport.client;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person we may talk to, as the row stands.
 *
 * @param stage the funnel stage; which ones exist is decided by the rules
 * @param band the score in words, such as {@code WARM}; absent until the first decision
 * @param timezone an IANA zone name
 * @param timezoneFrom how we know the zone; {@code DEFAULT} means that we do not
 * @param source where the client came from, such as the payload of a deep link
 * @param dueAt when a decision is to be made even if the client stays silent
 */
public record Client(
        long id,
        Instant createdAt,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email,
        String stage,
        BigDecimal scoreFit,
        BigDecimal scoreEngagement,
        @Nullable String band,
        String language,
        String timezone,
        String timezoneFrom,
        @Nullable String source,
        Owner owner,
        @Nullable Instant ownerSince,
        @Nullable String ownerReason,
        @Nullable Instant optedOutAt,
        @Nullable Instant lastMessageAt,
        @Nullable Instant dueAt) {

    public boolean isOptedOut() {
        return optedOutAt != null;
    }

    public BigDecimal scoreTotal() {
        return scoreFit.add(scoreEngagement);
    }
}
