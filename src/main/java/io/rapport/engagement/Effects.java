package io.rapport.engagement;

import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
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
    private static final String REASSURE = "REASSURE";
    private static final String GIVE_CONSENT = "GIVE_CONSENT";
    private static final String REFUSE_CONSENT = "REFUSE_CONSENT";
    private static final String GIVE_DATA_CONSENT = "GIVE_DATA_CONSENT";
    private static final String REFUSE_DATA = "REFUSE_DATA";
    private static final String BY_MESSAGE = "message";

    private final Clients clients;
    private final Consents consents;
    private final Events events;
    private final SeenContent seen;

    Effects(Clients clients, Consents consents, Events events, SeenContent seen) {
        this.clients = clients;
        this.consents = consents;
        this.events = events;
        this.seen = seen;
    }

    /**
     * What made the bot reply.
     *
     * @param words the client's own, as proof of what they agreed to
     * @param consentVersion which text of the question for consent to advertising clients read today
     * @param dataConsentVersion the same for consent to personal data being kept
     */
    record Cause(
            long clientId,
            long inbound,
            String channel,
            String words,
            String consentVersion,
            String dataConsentVersion) {}

    /** Call it under the client's lock. */
    void of(Reply reply, Cause cause, Instant now) {
        if (reply.isSilence()) {
            return;
        }
        String key = "reply:" + cause.inbound();
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
        events.appendAll(cause.clientId(), happenings);
        reply.parts().forEach(part -> change(part, cause, now));
    }

    /** A refusal counts whatever the rows answer, also while a person leads the talk and the bot is silent. */
    void refusedConsent(long clientId, Instant now) {
        consents.withdraw(clientId, Consent.Purpose.ADVERTISING, null, BY_MESSAGE, now);
    }

    private void change(Reply.Part part, Cause cause, Instant now) {
        long clientId = cause.clientId();
        switch (part.action()) {
            case OPT_OUT -> clients.optOut(clientId, BY_MESSAGE, now);
            case OPT_IN -> clients.optIn(clientId, BY_MESSAGE, now);
            case GIVE_CONSENT -> agreed(Consent.Purpose.ADVERTISING, cause.consentVersion(), cause, now);
            case GIVE_DATA_CONSENT -> agreed(Consent.Purpose.PERSONAL_DATA, cause.dataConsentVersion(), cause, now);
            case REFUSE_DATA -> consents.withdraw(clientId, Consent.Purpose.PERSONAL_DATA, null, BY_MESSAGE, now);
            case REFUSE_CONSENT -> consents.withdraw(clientId, Consent.Purpose.ADVERTISING, null, BY_MESSAGE, now);
            case HAND_OFF -> clients.handToHuman(clientId, part.by().reason(), now);
            default -> {
                // said, and that is all
            }
        }
        if (part.content() != null) {
            seen.add(clientId, part.content().id(), now);
        }
    }

    private void agreed(Consent.Purpose purpose, String version, Cause cause, Instant now) {
        String proof = "«%s», inbound %d".formatted(cause.words(), cause.inbound());
        consents.said(cause.clientId(), purpose, cause.channel(), version, proof, now);
    }

    private static List<Happening> happenings(Reply.Part part, String key, Instant now) {
        var happenings = new ArrayList<Happening>();
        if (part.leaves() != null) {
            happenings.add(new Happening(part.leaves(), now, part.leavesWith(), key + ":" + part.leaves()));
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
            case HAND_OFF, REASSURE -> Touch.Kind.HAND_OFF_NOTICE;
            default -> Touch.Kind.REPLY;
        };
    }
}
