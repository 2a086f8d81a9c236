package io.rapport.client;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What clients agreed to, and when they took it back. Works under the client's lock, inside the caller's transaction if there is one. */
@Component
public class Consents {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clients clients;
    private final Events events;
    private final Withdrawal withdrawal;

    public Consents(JdbcClient jdbc, TransactionTemplate transaction, Clients clients, Events events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clients = clients;
        this.events = events;
        this.withdrawal = new Withdrawal(jdbc, events);
    }

    public List<Consent> of(long clientId) {
        return jdbc.sql("select * from consent where client_id = :client order by given_at, id")
                .param("client", clientId)
                .query(Rows.CONSENT)
                .list();
    }

    /** Those of each of these clients; whoever never gave one is absent. */
    public Map<Long, List<Consent>> ofAll(Collection<Long> clientIds) {
        return jdbc
                .sql("select * from consent where client_id = any (:clients) order by given_at, id")
                .param("clients", clientIds.toArray(Long[]::new))
                .query(Rows.CONSENT)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Consent::clientId));
    }

    /**
     * Writes down that the client agreed. Agreeing twice to the same text changes nothing; a newer text replaces the older one.
     *
     * @return whether anything changed
     */
    public boolean give(
            long clientId,
            Consent.Purpose purpose,
            @Nullable String channel,
            String textVersion,
            String source,
            Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!open(clientId, purpose, channel, textVersion, source, null, now)) {
                return false;
            }
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("purpose", purpose.name());
            attributes.put("source", source);
            if (channel != null) {
                attributes.put("channel", channel);
            }
            attributes.put("textVersion", textVersion);
            String type = EventTypes.GAVE_CONSENT;
            events.append(clientId, type, now, attributes, type + ":" + UUID.randomUUID());
            return true;
        }));
    }

    /**
     * Writes down that the client agreed in so many words. The message itself has left the event, so none is added.
     *
     * @param channel where it was said, and where it holds
     * @param proof the words, and which message they stand in
     * @return whether anything changed
     */
    public boolean said(
            long clientId, Consent.Purpose purpose, String channel, String textVersion, String proof, Instant now) {
        return Boolean.TRUE.equals(
                transaction.execute(status -> open(clientId, purpose, channel, textVersion, "message", proof, now)));
    }

    private boolean open(
            long clientId,
            Consent.Purpose purpose,
            @Nullable String channel,
            String textVersion,
            String source,
            @Nullable String proof,
            Instant now) {
        clients.lock(clientId);
        boolean already = of(clientId).stream()
                .anyMatch(c -> covers(c, purpose, channel) && c.textVersion().equals(textVersion));
        if (already) {
            return false;
        }
        withdrawal.close(clientId, purpose, channel, now);
        jdbc.sql("""
                insert into consent (client_id, purpose, channel, text_version, source, proof, given_at)
                values (:client, :purpose, :channel, :version, :source, :proof, :now)
                """)
                .param("client", clientId)
                .param("purpose", purpose.name())
                .param("channel", channel)
                .param("version", Harmless.text(textVersion))
                .param("source", Harmless.text(source))
                .param("proof", proof == null ? null : Harmless.text(proof))
                .param("now", Rows.parameter(now))
                .update();
        return true;
    }

    /** Takes a consent back; without a channel, on all of them. Returns whether there was one. */
    public boolean withdraw(
            long clientId, Consent.Purpose purpose, @Nullable String channel, String source, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            clients.lock(clientId);
            return withdrawal.of(clientId, purpose, channel, source, now);
        }));
    }

    private static boolean covers(Consent consent, Consent.Purpose purpose, @Nullable String channel) {
        return consent.isValid()
                && consent.purpose() == purpose
                && (consent.channel() == null || consent.channel().equals(channel));
    }
}
