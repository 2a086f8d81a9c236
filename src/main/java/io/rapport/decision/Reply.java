package io.rapport.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * @param discount on that product in percent, 0 if there is none
     * @param content the matched content item it hands over, if any
     * @param leaves the code of the event that happens by saying it (an offer was made, a trial was booked), if any
     */
    public record Part(
            String action,
            String template,
            @Nullable String product,
            int discount,
            @Nullable ContentChoice content,
            @Nullable String leaves,
            RowHit by) {

        /** The attributes of the event that happens by saying this. */
        public Map<String, String> leavesWith() {
            var attributes = new LinkedHashMap<String, String>();
            if (product != null) {
                attributes.put("value", product);
            }
            if (discount > 0) {
                attributes.put("discount", Integer.toString(discount));
            }
            return attributes;
        }
    }
}
