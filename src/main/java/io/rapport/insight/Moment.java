package io.rapport.insight;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One entry of a client's timeline.
 *
 * @param kind {@code EVENT} for what happened, {@code TOUCH} for what we sent or meant to send, {@code SILENCE} for what we decided
 *     not to say, at the last instant at which we did, {@code TAG} for a tag that came or went
 * @param type of an event its type, of a touch its kind, of a silence its action, of a tag ON or OFF
 * @param text what was written, if anything was
 * @param state of a touch: how far it got
 * @param reason of a touch: why it got no further; of a silence: why it was kept
 * @param attributes of an event its own; of a touch the row that wanted it, and until when it is held; of a tag which one, and the row
 */
public record Moment(
        long id,
        Instant at,
        String kind,
        String type,
        @Nullable String channel,
        @Nullable String text,
        List<String> buttons,
        @Nullable Attachment attachment,
        @Nullable String state,
        @Nullable String reason,
        @Nullable Long decision,
        JsonNode attributes) {

    public record Attachment(String title, String url) {}

    public boolean isFromClient() {
        return kind.equals("EVENT") && text != null;
    }

    public boolean isSilence() {
        return kind.equals("SILENCE");
    }

    public boolean isTag() {
        return kind.equals("TAG");
    }

    public boolean isFromUs() {
        return kind.equals("TOUCH");
    }
}
