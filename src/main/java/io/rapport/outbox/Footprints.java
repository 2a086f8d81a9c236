package io.rapport.outbox;

import static io.rapport.outbox.TouchRows.utc;

import io.rapport.client.Events;
import io.rapport.client.Happening;
import io.rapport.content.SeenContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a touch that nobody asked for leaves behind: the events by which limits are counted, and a client who is decided about anew
 * when it is over. Works under the client's lock.
 */
@Component
class Footprints {

    private static final String TOUCHED = "TOUCHED";
    private static final String TOUCH_LOST = "TOUCH_LOST";
    private static final String CONTENT_SENT = "CONTENT_SENT";
    private static final String OPERATOR_WROTE = "OPERATOR_WROTE";

    private final Events events;
    private final SeenContent seen;
    private final JdbcClient jdbc;

    Footprints(Events events, SeenContent seen, JdbcClient jdbc) {
        this.events = events;
        this.seen = seen;
        this.jdbc = jdbc;
    }

    /** It is about to leave: committed before the call, so that no crash can make it uncounted. */
    void left(Touch touch, UUID token, Instant now) {
        Errand errand = touch.errand();
        var happenings = new ArrayList<Happening>();
        boolean isCounted = false;
        boolean isHandedOver = errand.content() == null;
        for (Errand.Trace trace : errand.leaves()) {
            if (trace.type().equals(TOUCHED)) {
                happenings.add(touched(touch, token, trace.attributes(), now));
                isCounted = true;
            } else {
                String key = touch.key() + ":" + trace.type() + ":" + happenings.size();
                happenings.add(new Happening(trace.type(), now, trace.attributes(), key));
                isHandedOver |= trace.type().equals(CONTENT_SENT);
            }
        }
        if (!isCounted) {
            happenings.add(touched(touch, token, Map.of(), now));
        }
        if (!isHandedOver) {
            happenings.add(new Happening(
                    CONTENT_SENT, now, Map.of("value", String.valueOf(errand.content())), touch.key() + ":content"));
        }
        events.appendAll(touch.clientId(), happenings);
        if (errand.content() != null) {
            seen.add(touch.clientId(), errand.content(), now);
        }
    }

    /** Each try is counted by itself: one that did not arrive is taken back, the next one counts from when it leaves. */
    private static Happening touched(Touch touch, UUID token, Map<String, String> told, Instant now) {
        Map<String, String> attributes = new LinkedHashMap<>(told);
        attributes.put("touch", touch.key());
        attributes.put("channel", touch.channel());
        if (touch.errand().row() != null) {
            attributes.putIfAbsent("row", touch.errand().row());
        }
        return new Happening(TOUCHED, now, attributes, "touched:" + touch.key() + ":" + token);
    }

    /** A person of the school writes: told once, however often it is tried. */
    void operatorWrote(Touch touch, Instant now) {
        var attributes = Map.of("touch", touch.key(), "channel", touch.channel());
        events.append(touch.clientId(), OPERATOR_WROTE, now, attributes, "wrote:" + touch.key());
    }

    /** This try surely did not arrive. */
    void lost(Touch touch, UUID token, Instant now) {
        events.append(
                touch.clientId(), TOUCH_LOST, now, Map.of("touch", touch.key()), "lost:" + touch.key() + ":" + token);
    }

    void dueAt(long clientId, Instant at, String reason) {
        jdbc.sql("update client set due_at = :at, due_reason = :reason where id = :client")
                .param("at", utc(at))
                .param("reason", reason)
                .param("client", clientId)
                .update();
    }
}
