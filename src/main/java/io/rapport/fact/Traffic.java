package io.rapport.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What went to and fro between a client and us, as far as limits on sending ask about it.
 *
 * @param sends when touches left that nobody had asked for, on all channels; not those that surely did not arrive
 * @param heardAt when the client was last heard on the channel in question
 */
public record Traffic(List<Instant> sends, @Nullable Instant heardAt) {

    private static final Set<String> HEARD = Set.of(Deeds.STARTED, Deeds.MESSAGE, Deeds.BUTTON, Deeds.CONTACT_SHARED);

    /** @param except the key of a touch that does not count */
    public static Traffic of(FactSheet sheet, String channel, @Nullable String except) {
        Map<String, Instant> sends = new LinkedHashMap<>();
        Instant heardAt = null;
        for (EventFact event : sheet.past()) {
            if (event.type().equals(Deeds.TOUCHED)) {
                // Without a key it counts for itself.
                String touch = event.attribute("touch");
                sends.put(touch == null ? "#" + event.order() : touch, event.at());
            } else if (event.type().equals(Deeds.TOUCH_LOST)) {
                sends.remove(String.valueOf(event.attribute("touch")));
            } else if (HEARD.contains(event.type()) && isOn(channel, event)) {
                heardAt = event.at();
            }
        }
        if (except != null) {
            sends.remove(except);
        }
        return new Traffic(List.copyOf(sends.values()), heardAt);
    }

    private static boolean isOn(String channel, EventFact event) {
        return Objects.requireNonNullElse(event.attribute("channel"), channel).equals(channel);
    }

    /** How many left within the window that ends now; one leaves the window the very instant it is that old. */
    public long sentWithin(Duration window, Instant now) {
        Instant from = now.minus(window);
        long sent = 0;
        for (Instant send : sends) {
            if (send.isAfter(from) && !send.isAfter(now)) {
                sent++;
            }
        }
        return sent;
    }
}
