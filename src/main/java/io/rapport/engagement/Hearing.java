package io.rapport.engagement;

import io.rapport.channel.InboundMessage;
import io.rapport.content.knowledge.Found;
import io.rapport.content.knowledge.Knowledge;
import io.rapport.conversation.Languages;
import io.rapport.fact.Deeds;
import io.rapport.fact.FactSheet;
import io.rapport.fact.SignalFact;
import io.rapport.release.Release;
import io.rapport.ruleset.phrase.ContactFlaw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Understands what came in, outside of any transaction: patterns, buttons, and the knowledge base. */
@Component
class Hearing {

    private static final String NO_TEXT = "NO_TEXT";
    private static final String FOREIGN_CONTACT = "FOREIGN_CONTACT";
    private static final String OTHER = "OTHER";
    private static final String TOLD_CONTACT = "TOLD_CONTACT";
    private static final String BAD_CONTACT = "BAD_CONTACT";
    private static final Set<String> NOT_BESIDE_A_FLAW = Set.of(OTHER, TOLD_CONTACT, "TOLD_LEVEL");
    private static final Set<String> CONTACT_QUESTIONS = Set.of("CONTACT", "GIFT_CONTACT");

    private final Knowledge knowledge;

    Hearing(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** @param before the client's facts as they were when the message came */
    Heard hear(InboundMessage message, FactSheet before, Release release) {
        return switch (message.kind()) {
            case START -> start(message);
            case BUTTON -> button(message, release);
            case CONTACT -> contact(message);
            case FOREIGN_CONTACT -> plain(Deeds.MESSAGE, message, signal(FOREIGN_CONTACT, "", null));
            default ->
                message.text().isBlank()
                        ? plain(Deeds.MESSAGE, message, signal(NO_TEXT, "", null))
                        : text(message, before, release);
        };
    }

    private static Heard start(InboundMessage message) {
        return plain(Deeds.STARTED, message, signal("STARTED", "", message.detail(InboundMessage.SOURCE)));
    }

    /** A button's data names a signal and perhaps a value: {@code TOLD_LEVEL:B1}. Anything else is not ours. */
    private static Heard button(InboundMessage message, Release release) {
        String data = Optional.ofNullable(message.detail(InboundMessage.BUTTON)).orElse("");
        int colon = data.indexOf(':');
        String type = colon < 0 ? data : data.substring(0, colon);
        String value = colon < 0 ? null : data.substring(colon + 1);
        boolean isKnown =
                release.rules().tables().lists().get("signals").codes().contains(type);
        return plain(
                Deeds.BUTTON,
                message,
                isKnown ? signal(type, message.text(), value) : signal(OTHER, message.text(), null));
    }

    private static Heard contact(InboundMessage message) {
        String phone = Optional.ofNullable(message.detail(InboundMessage.PHONE)).orElse("");
        return plain(Deeds.CONTACT_SHARED, message, signal(TOLD_CONTACT, phone, "+" + phone.replaceAll("[^0-9]", "")));
    }

    private Heard text(InboundMessage message, FactSheet before, Release release) {
        List<SignalFact> signals =
                sound(message, before, release.rules().understand(message.text(), before.client(), before.at()));
        String language = Languages.of(message.text()).orElse(before.client().text("language"));
        double floor =
                release.rules().tables().settings().number("knowledgeFloor").doubleValue();
        Found answer = knowledge.find(message.text(), language == null ? "ru" : language, 1).stream()
                .filter(found -> found.similarity() >= floor)
                .findFirst()
                .orElse(null);
        return new Heard(Deeds.MESSAGE, attributes(message), signals, language, answer);
    }

    /** A contact that would reach nobody is not one: the reply says what is wrong with it. */
    private static List<SignalFact> sound(InboundMessage message, FactSheet before, List<SignalFact> signals) {
        boolean isAsked =
                CONTACT_QUESTIONS.contains(String.valueOf(before.client().text("lastQuestion")));
        Optional<ContactFlaw> flaw = ContactFlaw.in(message.text(), isAsked);
        if (flaw.isEmpty()) {
            return signals;
        }
        var sound = new ArrayList<>(signals);
        // Digits of a broken number are no level either.
        sound.removeIf(signal -> NOT_BESIDE_A_FLAW.contains(signal.type()));
        sound.add(signal(BAD_CONTACT, message.text(), flaw.get().name()));
        return List.copyOf(sound);
    }

    private static SignalFact signal(String type, String quote, @org.jspecify.annotations.Nullable String value) {
        return new SignalFact(type, quote, value);
    }

    private static Heard plain(String event, InboundMessage message, SignalFact signal) {
        return new Heard(event, attributes(message), List.of(signal), null, null);
    }

    private static Map<String, String> attributes(InboundMessage message) {
        var attributes = new LinkedHashMap<String, String>();
        if (!message.text().isEmpty()) {
            attributes.put("text", message.text());
        }
        for (String detail : List.of(InboundMessage.BUTTON, InboundMessage.SOURCE, InboundMessage.MEDIA)) {
            String value = message.detail(detail);
            if (value != null) {
                attributes.put(detail.equals(InboundMessage.SOURCE) ? "value" : detail, value);
            }
        }
        return attributes;
    }
}
