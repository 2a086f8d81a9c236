package io.rapport.engagement;

import io.rapport.client.Clients;
import io.rapport.client.Events;
import io.rapport.client.Happening;
import io.rapport.content.SeenContent;
import io.rapport.decision.Reply;
import io.rapport.fact.Deeds;
import io.rapport.outbox.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        var happenings = new ArrayList<Happening>();
        String templates = reply.parts().stream().map(Reply.Part::template).collect(Collectors.joining(","));
        happenings.add(new Happening(
                Deeds.REPLIED, now, Map.of("value", reply.action(), "templates", templates), key + ":replied"));
        int position = 0;
        for (Reply.Part part : reply.parts()) {
            happenings.addAll(happenings(part, key + ":" + position++, now));
        }
        if (reply.asks() != null) {
            happenings.add(new Happening(Deeds.QUESTION_ASKED, now, Map.of("value", reply.asks()), key + ":asks"));
        }
        events.appendAll(clientId, happenings);
        reply.parts().forEach(part -> change(part, clientId, now));
    }

    private void change(Reply.Part part, long clientId, Instant now) {
        switch (part.action()) {
            case OPT_OUT -> clients.optOut(clientId, "message", now);
            case OPT_IN -> clients.optIn(clientId, "message", now);
            case HAND_OFF -> clients.handToHuman(clientId, part.by().reason(), now);
            default -> {
                // said, and that is all
            }
        }
        if (part.content() != null) {
            seen.add(clientId, part.content().id(), now);
        }
    }

    private static List<Happening> happenings(Reply.Part part, String key, Instant now) {
        var happenings = new ArrayList<Happening>();
        if (part.leaves() != null) {
            Map<String, String> attributes = part.product() == null ? Map.of() : Map.of("value", part.product());
            happenings.add(new Happening(part.leaves(), now, attributes, key + ":" + part.leaves()));
        }
        if (part.content() != null) {
            happenings.add(new Happening(
                    Deeds.CONTENT_SENT, now, Map.of("value", part.content().id()), key + ":content"));
        }
        return happenings;
    }

    static Touch.Kind kind(Reply reply) {
        return switch (reply.action()) {
            case OPT_OUT -> Touch.Kind.OPT_OUT_CONFIRMATION;
            case HAND_OFF -> Touch.Kind.HAND_OFF_NOTICE;
            default -> Touch.Kind.REPLY;
        };
    }
}
