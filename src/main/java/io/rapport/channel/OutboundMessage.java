package io.rapport.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message as it leaves: plain text, at most one attachment, and buttons under it.
 *
 * @param recipient the person's id on the channel
 * @param text never blank, at most 4,096 UTF-16 units; channels shorten what they cannot carry
 * @param replyTo what the channel gave with the inbound message so that the answer can refer to it (a callback query id), if anything
 */
public record OutboundMessage(
        String recipient,
        String text,
        List<Button> buttons,
        @Nullable Attachment attachment,
        @Nullable String replyTo) {

    /**
     * @param data what comes back when it is tapped, at most 64 bytes of UTF-8; {@link #SHARE_CONTACT} asks the messenger for the
     *     person's own phone number, http(s) addresses open a page
     */
    public record Button(String label, String data) {
        public static final String SHARE_CONTACT = "share-contact";
    }

    /** A document by address: the messenger fetches it itself. */
    public record Attachment(String title, String url) {}
}
