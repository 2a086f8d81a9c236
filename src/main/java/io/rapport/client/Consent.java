package io.rapport.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A consent with its proof: which text was agreed to, where and when. Withdrawing closes the row, agreeing again opens another.
 *
 * @param channel the channel it is limited to; absent means all
 */
public record Consent(
        long id,
        long clientId,
        Purpose purpose,
        @Nullable String channel,
        String textVersion,
        String source,
        Instant givenAt,
        @Nullable Instant withdrawnAt) {

    public enum Purpose {
        PERSONAL_DATA,
        /** Without it nothing proactive is sent. */
        ADVERTISING
    }

    public boolean isValid() {
        return withdrawnAt == null;
    }
}
