package io.rapport.web.chat;

import io.rapport.channel.OutboundMessage.Attachment;
import io.rapport.channel.OutboundMessage.Button;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One bubble of the chat.
 *
 * @param id where it stands in the conversation; to be handed back as {@code after}
 * @param why whether its reasons may be asked for
 */
record ChatItem(
        String id,
        Author from,
        String text,
        Instant at,
        List<Button> buttons,
        @Nullable Attachment attachment,
        boolean why) {

    enum Author {
        CLIENT,
        BOT,
        OPERATOR
    }
}
