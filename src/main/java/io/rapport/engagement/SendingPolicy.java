package io.rapport.engagement;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.NoSuchClient;
import io.rapport.client.Owner;
import io.rapport.decision.Departure;
import io.rapport.decision.RowHit;
import io.rapport.decision.Verdict;
import io.rapport.fact.Facts;
import io.rapport.fact.Said;
import io.rapport.outbox.ClientFacts;
import io.rapport.outbox.Policy;
import io.rapport.outbox.Touch;
import io.rapport.release.LiveRelease;
import io.rapport.release.Release;
import io.rapport.release.ReleaseArms;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The policy of the live release, asked about what the database says at the moment of sending. */
@Component
class SendingPolicy implements Policy {

    private final LiveRelease live;
    private final ReleaseArms arms;
    private final Clients clients;
    private final Dossier dossier;

    SendingPolicy(LiveRelease live, ReleaseArms arms, Clients clients, Dossier dossier) {
        this.live = live;
        this.arms = arms;
        this.clients = clients;
        this.dossier = dossier;
    }

    @Override
    public Verdict check(Touch touch, ClientFacts client, Instant at) {
        Release now = live.current();
        if (arms.isAnyIn(now)) {
            return checkInFull(touch, now, at);
        }
        String owner = (client.withHuman() ? Owner.HUMAN : Owner.BOT).name();
        return now.rules()
                .permitAtOnce(
                        Facts.of(Map.of("optedOut", client.optedOut(), "owner", owner)),
                        Facts.of(Map.of("kind", touch.kind().name(), "channel", touch.channel())),
                        at)
                .orElseGet(() -> checkInFull(touch, now, at));
    }

    private Verdict checkInFull(Touch touch, Release now, Instant at) {
        Client client = clients.find(touch.clientId()).orElseThrow(() -> new NoSuchClient(touch.clientId()));
        var sheet = dossier.sheet(client, touch.channel(), Said.NOTHING, at);
        var departure = new Departure(
                touch.kind().name(),
                touch.channel(),
                touch.key(),
                touch.errand().window(),
                row(touch.errand().row()));
        return arms.of(now, client.id(), client.source(), client.language(), at)
                .rules()
                .permit(sheet, departure);
    }

    private static @Nullable RowHit row(@Nullable String id) {
        return id == null ? null : new RowHit("steps", id, id, "", null);
    }
}
