package io.rapport.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to say: some parts in order, each from a template, and perhaps a question at the end. Silence is a reply without parts,
 * and has its row too.
 *
 * @param action the next best action, the code of the first row that had its say
 * @param asks the code of the question the reply ends with, if it does
 */
public record Reply(
        String action, List<Part> parts, @Nullable String asks) {

    public static final String SAY_NOTHING = "SAY_NOTHING";

    public static Reply silence() {
        return new Reply(SAY_NOTHING, List.of(), null);
    }

    public boolean isSilence() {
        return parts.isEmpty();
    }

    /**
     * @param action what this part does, such as {@code OFFER}
     * @param template the id of the template that words it
     * @param product the product it speaks of, if any
     * @param content the matched content item it hands over, if any
     * @param leaves the code of the event that happens by saying it (an offer was made, a trial was booked), if any
     */
    public record Part(
            String action,
            String template,
            @Nullable String product,
            @Nullable ContentChoice content,
            @Nullable String leaves,
            RowHit by) {}
}
