package io.rapport.channel.webchat;

import io.rapport.channel.InboundMessage;
import io.rapport.channel.InboundMessage.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * One message of the chat page, as it is kept in the inbox.
 *
 * @param text what was written, or the label of the button that was tapped
 * @param button the data of that button
 * @param utm the {@code utm_…} values of the visit; only the first message of a session brings them
 */
public record WebChatMessage(
        String session,
        String text,
        String id,
        @Nullable String button,
        @Nullable String source,
        @Nullable Map<String, String> utm,
        @Nullable String language) {

    private static final String START = "/start";
    private static final ObjectReader READER = JsonMapper.shared()
            .readerFor(WebChatMessage.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** @throws tools.jackson.core.JacksonException if these bytes are no such message */
    public static WebChatMessage of(byte[] raw) {
        return READER.readValue(raw);
    }

    public byte[] raw() {
        return JsonMapper.shared().writeValueAsBytes(this);
    }

    public Kind kind() {
        if (button != null) {
            return Kind.BUTTON;
        }
        return text.equals(START) ? Kind.START : Kind.MESSAGE;
    }

    InboundMessage inbound() {
        Map<String, String> details = new LinkedHashMap<>();
        put(details, InboundMessage.BUTTON, button);
        put(details, InboundMessage.SOURCE, source);
        put(details, InboundMessage.LANGUAGE, language);
        if (utm != null) {
            utm.forEach((name, value) -> put(details, name, value));
        }
        return new InboundMessage(kind(), session, kind() == Kind.START ? "" : text, Map.copyOf(details));
    }

    private static void put(Map<String, String> details, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            details.put(name, value);
        }
    }
}
