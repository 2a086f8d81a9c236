package io.rapport.engagement;

import io.rapport.content.knowledge.Found;
import io.rapport.fact.Deeds;
import io.rapport.fact.Said;
import io.rapport.fact.SignalFact;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message, understood.
 *
 * @param event what happened, as the event to keep: {@code MESSAGE}, {@code BUTTON}, {@code STARTED}, {@code CONTACT_SHARED}
 * @param attributes of that event
 * @param language the client's language as this message shows it, if it does
 * @param answer the knowledge entry that answers it, if one is near enough
 */
record Heard(
        String event,
        Map<String, String> attributes,
        List<SignalFact> signals,
        @Nullable String language,
        @Nullable Found answer) {

    Said said() {
        return new Said(
                signals, answer != null, event.equals(Deeds.MESSAGE) ? attributes.getOrDefault("text", "") : "");
    }

    boolean asksToStop() {
        return signals.stream().anyMatch(signal -> signal.type().equals("STOP"));
    }
}
