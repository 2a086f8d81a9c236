package io.rapport.web;

import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.Zones;
import io.rapport.outbox.Touches;
import io.rapport.web.security.Audit;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may do with a client, from the console and through the API alike. What changed anything is audited with it. */
@Component
public class ClientDesk {

    private final Clients clients;
    private final Consents consents;
    private final Zones zones;
    private final Touches touches;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ClientDesk(
            Clients clients,
            Consents consents,
            Zones zones,
            Touches touches,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.clients = clients;
        this.consents = consents;
        this.zones = zones;
        this.touches = touches;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    public boolean optOut(long client, String actor) {
        return audited(client, actor, "OPTED_OUT", Map.of(), now -> {
            boolean isNew = clients.optOut(client, actor, now);
            touches.dropHeld(client);
            return isNew;
        });
    }

    public boolean optIn(long client, String actor) {
        return audited(client, actor, "OPTED_IN", Map.of(), now -> clients.optIn(client, actor, now));
    }

    public boolean handToHuman(long client, String reason, String actor) {
        return audited(client, actor, "HANDED_OFF", Map.of(), now -> clients.handToHuman(client, reason, now));
    }

    public boolean returnToBot(long client, String reason, String actor) {
        return audited(client, actor, "RETURNED_TO_BOT", Map.of(), now -> clients.returnToBot(client, reason, now));
    }

    public boolean giveConsent(
            long client,
            Consent.Purpose purpose,
            @Nullable String channel,
            String textVersion,
            String source,
            String actor) {
        return audited(
                client,
                actor,
                "GAVE_CONSENT",
                Map.of("purpose", purpose.name(), "textVersion", textVersion),
                now -> consents.give(client, purpose, channel, textVersion, source, now));
    }

    public boolean withdrawConsent(
            long client, Consent.Purpose purpose, @Nullable String channel, String source, String actor) {
        return audited(
                client,
                actor,
                "WITHDREW_CONSENT",
                Map.of("purpose", purpose.name()),
                now -> consents.withdraw(client, purpose, channel, source, now));
    }

    public boolean tellTimezone(long client, ZoneId zone, String actor) {
        return audited(client, actor, "TIMEZONE_TOLD", Map.of("timezone", zone.getId()), now -> {
            clients.lock(client);
            return zones.learn(client, zone, Zones.Source.TOLD);
        });
    }

    public void erase(long client, String actor) {
        audited(client, actor, "ERASED", Map.of(), now -> clients.erase(client));
    }

    /** Whoever takes personal data out leaves a trace, too. */
    public void exported(long client, String actor) {
        audit.record(clock.instant(), actor, "EXPORTED", subject(client), Map.of());
    }

    private boolean audited(
            long client, String actor, String action, Map<String, String> details, Function<Instant, Boolean> deed) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Instant now = clock.instant();
            boolean changed = deed.apply(now);
            if (changed) {
                audit.record(now, actor, action, subject(client), details);
            }
            return changed;
        }));
    }

    private static String subject(long client) {
        return "client/" + client;
    }
}
