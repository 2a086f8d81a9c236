package io.rapport.engagement;

import io.rapport.client.Clients;
import io.rapport.client.Events;
import io.rapport.content.SeenContent;
import io.rapport.decision.Reply;
import io.rapport.fact.Deeds;
import io.rapport.outbox.Touch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a reply does besides being said: the events it leaves, who owns the client from now on, what counts as seen. */
@Component
class Effects {

    private static final String OPT_OUT = "OPT_OUT";
    private static final String OPT_IN = "OPT_IN";
    private static final String HAND_OFF = "HAND_OFF";

    private final Clients clients;
    private final Events events;
    private final SeenContent seen;

    Effects(Clients clients, Events events, SeenContent seen) {
        this.clients = clients;
        this.events = events;
        this.seen = seen;
    }

    /**
     * Call it under the client's lock.
     *
     * @param key unique for the decision: prefixes the keys of the events
     */
    void of(Reply reply, long clientId, String key, Instant now) {
        if (reply.isSilence()) {
            return;
        }
        String templates = reply.parts().stream().map(Reply.Part::template).collect(Collectors.joining(","));
        events.append(
                clientId,
                Deeds.REPLIED,
                now,
                Map.of("value", reply.action(), "templates", templates),
                key + ":replied");
        int position = 0;
        for (Reply.Part part : reply.parts()) {
            of(part, clientId, key + ":" + position++, now);
        }
        if (reply.asks() != null) {
            events.append(clientId, Deeds.QUESTION_ASKED, now, Map.of("value", reply.asks()), key + ":asks");
        }
    }

    private void of(Reply.Part part, long clientId, String key, Instant now) {
        switch (part.action()) {
            case OPT_OUT -> clients.optOut(clientId, "message", now);
            case OPT_IN -> clients.optIn(clientId, "message", now);
            case HAND_OFF -> clients.handToHuman(clientId, part.by().reason(), now);
            default -> {
                // said, and that is all
            }
        }
        if (part.leaves() != null) {
            var attributes = new LinkedHashMap<String, String>();
            if (part.product() != null) {
                attributes.put("value", part.product());
            }
            events.append(clientId, part.leaves(), now, attributes, key + ":" + part.leaves());
        }
        if (part.content() != null) {
            events.append(
                    clientId,
                    Deeds.CONTENT_SENT,
                    now,
                    Map.of("value", part.content().id()),
                    key + ":content");
            seen.add(clientId, part.content().id(), now);
        }
    }

    static Touch.Kind kind(Reply reply) {
        return switch (reply.action()) {
            case OPT_OUT -> Touch.Kind.OPT_OUT_CONFIRMATION;
            case HAND_OFF -> Touch.Kind.HAND_OFF_NOTICE;
            default -> Touch.Kind.REPLY;
        };
    }
}
