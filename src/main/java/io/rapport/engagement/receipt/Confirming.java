package io.rapport.engagement.receipt;

import io.rapport.channel.OutboundMessage.Button;
import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Identities;
import io.rapport.client.Identity;
import io.rapport.client.receipt.Movement;
import io.rapport.client.receipt.Unconfirmed;
import io.rapport.conversation.TemplateWriter;
import io.rapport.decision.Brief;
import io.rapport.engagement.link.Shortening;
import io.rapport.outbox.Errand;
import io.rapport.outbox.Message;
import io.rapport.outbox.Touch;
import io.rapport.outbox.Touches;
import io.rapport.release.Release;
import io.rapport.release.ReleaseArms;
import io.rapport.ruleset.table.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** One payment or refund after the other: marked and said in one transaction under its client's lock, so never twice. */
@Component
class Confirming {

    private static final Logger LOG = LoggerFactory.getLogger(Confirming.class);
    /** What happened longer ago the client knows, or another system has told. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final Unconfirmed unconfirmed;
    private final Clients clients;
    private final Identities identities;
    private final ReleaseArms arms;
    private final ReceiptText text;
    private final Shortening shortening;
    private final Touches touches;
    private final TransactionTemplate transaction;

    Confirming(
            Unconfirmed unconfirmed,
            Clients clients,
            Identities identities,
            ReleaseArms arms,
            ReceiptText text,
            Shortening shortening,
            Touches touches,
            TransactionTemplate transaction) {
        this.unconfirmed = unconfirmed;
        this.clients = clients;
        this.identities = identities;
        this.arms = arms;
        this.text = text;
        this.shortening = shortening;
        this.touches = touches;
        this.transaction = transaction;
    }

    /** Returns false if there was nothing to confirm. */
    boolean confirmNext(Instant now) {
        var underway = new AtomicReference<Movement>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> unconfirmed
                    .next(now.minus(NEWS))
                    .map(money -> {
                        underway.set(money);
                        confirm(money, now);
                        return true;
                    })
                    .orElse(false)));
        } catch (DataAccessException | TransactionException e) {
            // Nothing was changed: the station rests and looks again.
            throw e;
        } catch (RuntimeException e) {
            Movement money = underway.get();
            if (money == null) {
                throw e;
            }
            LOG.warn("Client {} could not be told of {} {}", money.clientId(), money.way(), money.id(), e);
            // Not said, but the next one's turn: one that fails must not hold up all others.
            return unconfirmed.confirm(money, now);
        }
    }

    private void confirm(Movement money, Instant now) {
        if (unconfirmed.confirm(money, now) && !money.isVoid()) {
            Identity reached = identities.reachable(List.of(money.clientId())).get(money.clientId());
            if (reached != null) {
                say(money, clients.lock(money.clientId()), reached, now);
            }
        }
    }

    private void say(Movement money, Client client, Identity reached, Instant now) {
        Release release = arms.of(client.id(), client.source(), client.language(), now);
        Tables tables = release.rules().tables();
        Receipt receipt = Receipt.of(money);
        tables.settings()
                .find(receipt.setting())
                .flatMap(template -> tables.template(template, client.language()))
                .map(template -> text.brief(client, money, template, unconfirmed.told(client.id())))
                .filter(brief -> !TemplateWriter.write(brief).isBlank())
                .ifPresent(brief -> touches.plan(
                        new Touch.Plan(
                                client.id(),
                                receipt.key(money),
                                Touch.Kind.TRANSACTIONAL,
                                reached.channel(),
                                reached.externalId(),
                                null,
                                JsonMapper.shared().writeValueAsString(brief),
                                message(brief, receipt.key(money), now),
                                null,
                                now,
                                new Errand(List.of(), null, receipt.row(), release.id(), null)),
                        now));
    }

    private Message message(Brief brief, String key, Instant now) {
        List<Button> buttons = brief.parts().get(0).buttons().stream()
                .map(button -> new Button(button.label(), button.data()))
                .toList();
        var message = new Message(TemplateWriter.write(brief), buttons, null);
        return shortening.shorten(message, brief.clientId(), key, Map.of(), now);
    }
}
