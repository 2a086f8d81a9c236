package io.rapport.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A consent with its proof: which text was agreed to, where and when. Withdrawing closes the row, agreeing again opens another.
 *
 * @param channel the channel it is limited to; absent means all
 * @param proof the client's own words and the message they stand in, if it was given in a conversation
 */
public record Consent(
        long id,
        long clientId,
        Purpose purpose,
        @Nullable String channel,
        String textVersion,
        String source,
        @Nullable String proof,
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
