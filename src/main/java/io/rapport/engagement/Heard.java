package io.rapport.engagement;

import io.rapport.client.Particulars;
import io.rapport.client.person.ContactBook;
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

    /** What the message tells of the client, to be kept with them. */
    Particulars told() {
        var told = new Particulars(null, null, null, language, null, null);
        for (SignalFact signal : signals) {
            if (signal.type().equals("TOLD_CONTACT") && signal.value() != null) {
                told = contact(told, signal.value());
                // The messenger's own button; whoever types a number may type anybody's.
                told = event.equals(Deeds.CONTACT_SHARED) ? told.vouchedForBy(ContactBook.MESSENGER) : told;
            }
        }
        return told;
    }

    /** A name in a messenger, such as {@code @anna}, is neither phone nor e-mail: it stays with the event. */
    private static Particulars contact(Particulars told, String contact) {
        if (contact.startsWith("@")) {
            return told;
        }
        return contact.contains("@") ? told.withEmail(contact) : told.withPhone(contact);
    }

    boolean asksToStop() {
        return signals.stream().anyMatch(signal -> signal.type().equals("STOP"));
    }

    boolean refusesConsent() {
        return signals.stream().anyMatch(signal -> signal.type().equals(Deeds.REFUSED_CONSENT));
    }
}
