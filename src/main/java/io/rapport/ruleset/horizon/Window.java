package io.rapport.ruleset.horizon;

import io.rapport.ruleset.table.Condition;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a row holds, as far as time decides it.
 *
 * @param opens inclusive; {@link Instant#MIN} means since ever
 * @param opener the cell that waits for it; absent means "valid from", or the end of a rest
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

    /** The rest of it from an instant on; absent if nothing is left. */
    Optional<Window> from(Instant instant) {
        Window rest = instant.isAfter(opens) ? new Window(instant, null, closes, closer) : this;
        return rest.opens.isBefore(closes) ? Optional.of(rest) : Optional.empty();
    }
}
