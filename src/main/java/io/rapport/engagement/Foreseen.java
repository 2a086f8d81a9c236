package io.rapport.engagement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What will happen with a client who stays silent.
 *
 * @param ends why nothing follows the last step: nothing waits for a time any more, the days asked for are over, or the steps are
 *     too many
 */
public record Foreseen(List<Step> steps, Ends ends) {

    public enum Ends {
        NOTHING_WAITS,
        DAYS_OVER,
        TOO_MANY_STEPS
    }

    /**
     * @param localTime the same instant on the client's clock
     * @param text what is said, in the client's language
     * @param content the id of the material that is handed over
     * @param verdict of the policy: ALLOW, HOLD or SUPPRESS; absent where nothing is said
     * @param until when something held is decided again
     * @param verdictRow the row of the policy
     */
    public record Step(
            Instant at,
            OffsetDateTime localTime,
            String action,
            @Nullable String goal,
            @Nullable String text,
            @Nullable String content,
            @Nullable String row,
            @Nullable String reason,
            @Nullable String verdict,
            @Nullable Instant until,
            @Nullable String verdictRow) {}
}
