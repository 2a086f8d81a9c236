package io.rapport.channel;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person did on a channel, in our own words, whatever messenger it came from.
 *
 * @param sender the person's id on the channel
 * @param text what was written; empty when the message carries no text (a photo, a voice message, a sticker)
 * @param details what the channel knows besides: see the constants
 */
public record InboundMessage(Kind kind, String sender, String text, Map<String, String> details) {

    public static final String NAME = "name";
    public static final String LANGUAGE = "language";
    /** The payload of a deep link: where this person comes from. */
    public static final String SOURCE = "source";

    /** How the details begin that tell the advert of a visit: {@code utm_source} and others. */
    public static final String UTM = "utm_";

    public static final String BUTTON = "button";
    public static final String PHONE = "phone";
    public static final String MEDIA = "media";
    /** To be handed back with the answer, see {@link OutboundMessage#replyTo()}. */
    public static final String REPLY_TO = "replyTo";

    public enum Kind {
        /** A message, with or without text. */
        MESSAGE,
        /** Opened the conversation, perhaps through a deep link. */
        START,
        /** Tapped a button. */
        BUTTON,
        /** Shared the own phone number through the messenger. */
        CONTACT,
        /** Shared somebody else's phone number. */
        FOREIGN_CONTACT,
        /** Blocked the bot. */
        BLOCKED,
        /** Let the bot in again. */
        UNBLOCKED,
        /** Corrected an earlier message: kept, not answered. */
        EDITED,
        /** Nothing we act on: kept, not answered. */
        UNKNOWN
    }

    public Map<String, String> utm() {
        return details.entrySet().stream()
                .filter(detail -> detail.getKey().startsWith(UTM))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public @Nullable String detail(String name) {
        return details.get(name);
    }
}
