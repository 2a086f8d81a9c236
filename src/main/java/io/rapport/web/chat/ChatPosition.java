package io.rapport.web.chat;

import io.rapport.web.InvalidField;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * A place in a conversation: the last message of the client and the last answer that were visible there. One number would not do:
 * answers and messages become visible independently of each other, and whoever goes on from "the last one seen" must not skip
 * what appears a moment later.
 *
 * @param inbound id of the inbound row
 * @param sent microseconds since 1970 of the answer's sent_at, which ascends within a client
 */
record ChatPosition(long inbound, long sent) {

    static final ChatPosition START = new ChatPosition(0, 0);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    static ChatPosition parse(String after) {
        if (after.isBlank()) {
            return START;
        }
        var form = FORM.matcher(after);
        if (!form.matches()) {
            throw new InvalidField("after", "must be blank or the id of an item");
        }
        return new ChatPosition(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
    }

    ChatPosition withInbound(long id) {
        return new ChatPosition(id, sent);
    }

    ChatPosition withSent(Instant at) {
        return new ChatPosition(inbound, ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }

    Instant sentAt() {
        return Instant.EPOCH.plus(sent, ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
        return inbound + "-" + sent;
    }
}
