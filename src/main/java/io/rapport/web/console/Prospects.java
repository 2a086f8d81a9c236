package io.rapport.web.console;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Identities;
import io.rapport.client.Identity;
import io.rapport.client.NoSuchClient;
import io.rapport.decision.Departure;
import io.rapport.decision.RowHit;
import io.rapport.decision.Verdict;
import io.rapport.engagement.Dossier;
import io.rapport.engagement.Foreseen;
import io.rapport.engagement.Foresight;
import io.rapport.fact.Said;
import io.rapport.release.ReleaseArms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be said to a client now, and what will be if nothing happens. */
@Component
class Prospects {

    static final Duration AHEAD = Duration.ofDays(30);

    private final Clients clients;
    private final Identities identities;
    private final Dossier dossier;
    private final Foresight foresight;
    private final ReleaseArms arms;
    private final Clock clock;

    Prospects(
            Clients clients,
            Identities identities,
            Dossier dossier,
            Foresight foresight,
            ReleaseArms arms,
            Clock clock) {
        this.clients = clients;
        this.identities = identities;
        this.dossier = dossier;
        this.foresight = foresight;
        this.arms = arms;
        this.clock = clock;
    }

    /**
     * @param channel where a touch would go
     * @param until when something held may leave, and what the client's clock says then
     */
    public record Permission(
            String channel,
            String verdict,
            RowHit by,
            @Nullable Instant until,
            @Nullable OffsetDateTime untilThere) {}

    /** @param says how many of the steps are touches that will leave */
    public record Plan(Client client, List<Foreseen.Step> steps, long says, Foreseen.Ends ends) {

        /** The silence that the plan consists of, or ends with. */
        public Foreseen.@Nullable Step lastWord() {
            return steps.isEmpty() ? null : steps.get(steps.size() - 1);
        }
    }

    /** Whether something that nobody asked for might leave now; empty if no channel reaches the client. */
    Optional<Permission> permission(long clientId) {
        Client client = client(clientId);
        Identity to = identities.reachable(List.of(clientId)).get(clientId);
        if (to == null) {
            return Optional.empty();
        }
        var sheet = dossier.sheet(client, to.channel(), Said.NOTHING, clock.instant());
        Verdict verdict = arms.of(client.id(), client.source(), client.language(), sheet.at())
                .rules()
                .permit(sheet, new Departure(Departure.PROACTIVE, to.channel(), null, null, null));
        if (verdict instanceof Verdict.Hold hold) {
            OffsetDateTime there =
                    hold.until().atZone(ZoneId.of(client.timezone())).toOffsetDateTime();
            return Optional.of(new Permission(to.channel(), "HOLD", verdict.by(), hold.until(), there));
        }
        return Optional.of(new Permission(
                to.channel(), verdict instanceof Verdict.Allow ? "ALLOW" : "SUPPRESS", verdict.by(), null, null));
    }

    /** What will happen in the next 30 days if the client stays silent. */
    Plan plan(long clientId) {
        Client client = client(clientId);
        Instant now = clock.instant();
        Foreseen foreseen = foresight.plan(client, now, now.plus(AHEAD));
        long says = foreseen.steps().stream()
                .filter(step -> "ALLOW".equals(step.verdict()))
                .count();
        return new Plan(client, foreseen.steps(), says, foreseen.ends());
    }

    private Client client(long id) {
        return clients.find(id).orElseThrow(() -> new NoSuchClient(id));
    }
}
