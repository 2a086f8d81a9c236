package io.rapport.ruleset.horizon;

import io.rapport.ruleset.table.Condition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a row holds, as far as time decides it.
 *
 * @param opens inclusive; {@link Instant#MIN} means since ever
 * @param opener the cell that waits for it; absent means "valid from"
 * @param closes exclusive; {@link Instant#MAX} means for ever
 * @param closer the cell that ends it; absent means "valid to"
 */
record Window(
        Instant opens,
        @Nullable Condition opener,
        Instant closes,
        @Nullable Condition closer) {

    boolean isOpen(Instant now) {
        return !now.isBefore(opens) && now.isBefore(closes);
    }

    boolean isStillToOpen(Instant now) {
        return now.isBefore(opens);
    }
}
