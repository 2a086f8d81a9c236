package io.rapport.engagement;

import io.rapport.channel.InboundMessage;
import io.rapport.channel.Inbox;
import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.DueClients;
import io.rapport.client.Events;
import io.rapport.client.Happening;
import io.rapport.client.Identities;
import io.rapport.client.NoSuchClient;
import io.rapport.decision.Brief;
import io.rapport.decision.NextReview;
import io.rapport.decision.Outcome;
import io.rapport.decision.Reply;
import io.rapport.decision.Trigger;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Said;
import io.rapport.fact.SignalFact;
import io.rapport.journal.Journal;
import io.rapport.outbox.QuietLine;
import io.rapport.outbox.Touch;
import io.rapport.outbox.Touches;
import io.rapport.release.Release;
import io.rapport.release.ReleaseArms;
import io.rapport.ruleset.table.Settings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A message is answered: understood outside, then decided and written down in one transaction under the client's lock. */
@Component
class Conversation {

    private final Clients clients;
    private final Identities identities;
    private final Events events;
    private final Dossier dossier;
    private final Hearing hearing;
    private final ReleaseArms arms;
    private final Briefing briefing;
    private final Letters letters;
    private final Effects effects;
    private final DueClients due;
    private final Journal journal;
    private final Initiatives initiatives;
    private final Touches touches;
    private final Whereabouts whereabouts;
    private final Inbox inbox;
    private final QuietLine quietLine;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Conversation(
            Clients clients,
            Identities identities,
            Events events,
            Dossier dossier,
            Hearing hearing,
            ReleaseArms arms,
            Briefing briefing,
            Letters letters,
            Effects effects,
            DueClients due,
            Journal journal,
            Initiatives initiatives,
            Touches touches,
            Whereabouts whereabouts,
            Inbox inbox,
            QuietLine quietLine,
            TransactionTemplate transaction,
            Clock clock) {
        this.clients = clients;
        this.identities = identities;
        this.events = events;
        this.dossier = dossier;
        this.hearing = hearing;
        this.arms = arms;
        this.briefing = briefing;
        this.letters = letters;
        this.effects = effects;
        this.due = due;
        this.journal = journal;
        this.initiatives = initiatives;
        this.touches = touches;
        this.whereabouts = whereabouts;
        this.inbox = inbox;
        this.quietLine = quietLine;
        this.transaction = transaction;
        this.clock = clock;
    }

    void answer(Inbox.Claim claim, InboundMessage message) {
        Client client = clients.findOrCreate(
                claim.channel(),
                message.sender(),
                message.detail(InboundMessage.NAME),
                message.detail(InboundMessage.LANGUAGE),
                message.detail(InboundMessage.SOURCE),
                message.utm(),
                claim.receivedAt());
        Release release = arms.of(client.id(), client.source(), client.language(), clock.instant());
        Heard heard =
                hearing.hear(message, dossier.sheet(client, claim.channel(), Said.NOTHING, clock.instant()), release);
        if (heard.asksToStop()) {
            // Whoever says stop must not read one more message that was just on its way.
            quietLine.change(client.id(), () -> decide(claim, message, client.id(), heard, release));
        } else {
            transaction.execute(status -> decide(claim, message, client.id(), heard, release));
        }
    }

    private Outcome decide(Inbox.Claim claim, InboundMessage message, long clientId, Heard heard, Release release) {
        whereabouts.note(clientId, message.text(), heard, release, claim.receivedAt());
        Client client = clients.wrote(clientId, claim.receivedAt(), heard.told());
        if (!identities.belongs(claim.channel(), message.sender(), clientId)) {
            // Became one with another client, or two again, while this was being understood: to be looked at once more.
            throw new NoSuchClient(clientId);
        }
        Instant now = clock.instant();
        keep(claim, clientId, heard);
        FactSheet sheet = dossier.sheet(client, claim.channel(), heard.said(), now);
        Outcome outcome = initiatives.answer(sheet, clientId, dossier.candidates(clientId, now), release);
        long decision = journal.keep(
                new Journal.Entry(sheet, Trigger.MESSAGE, release.id(), outcome, claim.id(), answer(heard)));
        effects.of(outcome.reply(), cause(claim, message, clientId, release), now);
        if (heard.refusesConsent()) {
            effects.refusedConsent(clientId, now);
        }
        initiatives.afterMessage(clientId, outcome, release, now);
        // Whoever wants to be left alone has no time at all.
        NextReview next = isLeaving(client, outcome) ? null : outcome.next();
        due.stand(List.of(new Conclusion(client, outcome, release.id()).standing(next, now)), now);
        if (!outcome.reply().isSilence()) {
            Brief brief = briefing.brief(
                    outcome.reply(),
                    sheet,
                    client,
                    heard.answer(),
                    release.rules().tables());
            plan(claim, message, clientId, decision, outcome.reply(), brief, now);
        }
        if (!inbox.done(claim.id(), claim.token(), clientId, now)) {
            throw new StaleClaim(claim.id());
        }
        return outcome;
    }

    private static Effects.Cause cause(Inbox.Claim claim, InboundMessage message, long clientId, Release release) {
        Settings settings = release.rules().tables().settings();
        return new Effects.Cause(
                clientId,
                claim.id(),
                claim.channel(),
                message.text(),
                settings.text("consentVersion"),
                settings.find("dataConsentVersion").orElse(""));
    }

    /** What was heard becomes events. */
    private void keep(Inbox.Claim claim, long clientId, Heard heard) {
        String key = "in:" + claim.id();
        identities.reachable(claim.channel(), claim.lane(), true, claim.receivedAt());
        var happenings = new ArrayList<Happening>();
        var told = new LinkedHashMap<String, String>(heard.attributes());
        told.put("channel", claim.channel());
        happenings.add(new Happening(heard.event(), claim.receivedAt(), told, key));
        int position = 0;
        for (SignalFact signal : heard.signals()) {
            var attributes = new LinkedHashMap<String, String>();
            attributes.put("quote", signal.quote());
            if (signal.value() != null) {
                attributes.put("value", signal.value());
            }
            if (!signal.type().equals(heard.event())) {
                happenings.add(new Happening(signal.type(), claim.receivedAt(), attributes, key + ":" + position++));
            }
        }
        events.appendAll(clientId, happenings);
    }

    private static @Nullable Map<String, Object> answer(Heard heard) {
        return heard.answer() == null
                ? null
                : Map.of(
                        "id", heard.answer().entry().id(),
                        "similarity", heard.answer().similarity(),
                        "passage", heard.answer().passage());
    }

    private static boolean isLeaving(Client client, Outcome outcome) {
        return outcome.reply().parts().stream().anyMatch(part -> part.action().equals("OPT_OUT"))
                || client.isOptedOut()
                        && outcome.reply().parts().stream()
                                .noneMatch(part -> part.action().equals("OPT_IN"));
    }

    private void plan(
            Inbox.Claim claim,
            InboundMessage message,
            long clientId,
            long decision,
            Reply reply,
            Brief brief,
            Instant now) {
        String key = "reply:" + claim.id();
        letters.write(reply, brief, key, now)
                .ifPresent(words -> touches.plan(
                        new Touch.Plan(
                                clientId,
                                key,
                                Effects.kind(reply),
                                claim.channel(),
                                claim.lane(),
                                decision,
                                JsonMapper.shared().writeValueAsString(brief),
                                words,
                                message.detail(InboundMessage.REPLY_TO),
                                now),
                        now));
    }
}
