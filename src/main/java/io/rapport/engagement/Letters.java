package io.rapport.engagement;

import io.rapport.channel.OutboundMessage.Attachment;
import io.rapport.channel.OutboundMessage.Button;
import io.rapport.content.ContentLibrary;
import io.rapport.conversation.TemplateWriter;
import io.rapport.decision.Brief;
import io.rapport.decision.ContentChoice;
import io.rapport.decision.Reply;
import io.rapport.engagement.link.Shortening;
import io.rapport.outbox.Message;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts what is to be said into words: text, buttons, and the paper that goes with it. */
@Component
class Letters {

    private final ContentLibrary library;
    private final Shortening shortening;
    private final Bills bills;

    Letters(ContentLibrary library, Shortening shortening, Bills bills) {
        this.library = library;
        this.shortening = shortening;
        this.bills = bills;
    }

    /**
     * Call it in the transaction that plans the touch, under the client's lock.
     *
     * @param key of the touch
     * @return nothing if the templates leave no word to say
     */
    Optional<Message> write(Reply reply, Brief brief, String key, Instant now) {
        String text = TemplateWriter.write(bills.enclose(reply, brief, key, now));
        if (text.isBlank()) {
            return Optional.empty();
        }
        List<Button> buttons = brief.parts().stream()
                .flatMap(part -> part.buttons().stream())
                .map(button -> new Button(button.label(), button.data()))
                .distinct()
                .toList();
        var message = new Message(text, buttons, attachment(reply));
        return Optional.of(shortening.shorten(message, brief.clientId(), key, Materials.addresses(reply), now));
    }

    /** A paper goes out as a document; everything else as a link in the text. */
    private @Nullable Attachment attachment(Reply reply) {
        return reply.parts().stream()
                .map(Reply.Part::content)
                .filter(Objects::nonNull)
                .map(ContentChoice::id)
                .map(id -> library.snapshot().item(id))
                .flatMap(Optional::stream)
                .filter(item -> item.format().equals("PDF") && item.url() != null)
                .findFirst()
                .map(item -> new Attachment(item.title(), item.url()))
                .orElse(null);
    }
}
