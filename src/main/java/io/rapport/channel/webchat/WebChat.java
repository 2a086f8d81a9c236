package io.rapport.channel.webchat;

import io.rapport.channel.Channel;
import io.rapport.channel.InboundMessage;
import io.rapport.channel.InboundMessage.Kind;
import io.rapport.channel.OutboundMessage;
import io.rapport.channel.SendResult;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** The chat page. Nothing has to be brought anywhere: once a touch is SENT, the page finds it at its next poll. */
@Component
public final class WebChat implements Channel {

    public static final String CODE = "webchat";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public InboundMessage read(byte[] raw) {
        try {
            return WebChatMessage.of(raw).inbound();
        } catch (JacksonException | NullPointerException e) {
            return new InboundMessage(Kind.UNKNOWN, "", "", Map.of());
        }
    }

    @Override
    public SendResult send(OutboundMessage message) {
        return message.text().isBlank()
                ? new SendResult.Refused("a message without text")
                : new SendResult.Sent(UUID.randomUUID().toString());
    }

    /** The page shows a touch when it is SENT, and each touch once. */
    @Override
    public boolean isRepeatable() {
        return true;
    }
}
