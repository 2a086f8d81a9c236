package io.rapport.outbox;

import io.rapport.channel.OutboundMessage.Attachment;
import io.rapport.channel.OutboundMessage.Button;
import io.rapport.channel.PlainText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The words of a touch as they leave; kept with it as JSON. */
public record Message(
        String text, List<Button> buttons, @Nullable Attachment attachment) {

    /** @throws IllegalArgumentException for a message without text: nobody could be answered with it */
    public Message {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("A message needs text");
        }
        text = PlainText.clean(text);
        buttons = buttons == null ? List.of() : List.copyOf(buttons);
    }

    public static Message of(String text) {
        return new Message(text, List.of(), null);
    }

    /** @throws tools.jackson.core.JacksonException if this is no message */
    public static Message ofJson(String json) {
        return JsonMapper.shared().readValue(json, Message.class);
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }
}
