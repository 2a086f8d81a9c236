package io.rapport.client.merge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Two clients became one.
 *
 * @param kept who has it all now
 * @param merged whose id leads there
 * @param evidence what showed it: the kind of contact they share, or a person's words
 * @param undoUntil after that nobody remembers any more what was whose
 */
public record Merge(
        long id,
        long kept,
        long merged,
        Instant at,
        String by,
        String evidence,
        Instant undoUntil,
        @Nullable Instant undoneAt,
        @Nullable String undoneBy) {

    public boolean isUndone() {
        return undoneAt != null;
    }
}
