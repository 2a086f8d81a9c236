package io.rapport.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes consents back and tells of it. Whoever asks not to be written to takes back the one to advertising, by whatever way he asks. */
record Withdrawal(JdbcClient jdbc, Events events) {

    /** Call it under the client's lock; without a channel, all of them are meant. Returns whether there was one. */
    boolean of(long clientId, Consent.Purpose purpose, @Nullable String channel, String source, Instant now) {
        if (close(clientId, purpose, channel, now) == 0) {
            return false;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("purpose", purpose.name());
        attributes.put("source", source);
        if (channel != null) {
            attributes.put("channel", channel);
        }
        String type = EventTypes.WITHDREW_CONSENT;
        return events.append(clientId, type, now, attributes, type + ":" + UUID.randomUUID());
    }

    int close(long clientId, Consent.Purpose purpose, @Nullable String channel, Instant now) {
        return jdbc.sql("""
                update consent set withdrawn_at = :now
                where client_id = :client and purpose = :purpose and withdrawn_at is null
                  and (:channel::text is null or channel = :channel)
                """)
                .param("now", Rows.parameter(now))
                .param("client", clientId)
                .param("purpose", purpose.name())
                .param("channel", channel)
                .update();
    }
}
