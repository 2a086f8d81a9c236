package io.rapport.engagement;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Standing;
import io.rapport.client.TagChanges;
import io.rapport.decision.Outcome;
import io.rapport.decision.Tagging;
import io.rapport.decision.Trigger;
import io.rapport.decision.Verdict;
import io.rapport.fact.Enrolment;
import io.rapport.fact.FactSheet;
import io.rapport.journal.Journal;
import io.rapport.outbox.Touches;
import io.rapport.release.Release;
import io.rapport.release.ReleaseArms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks after one client now, as if its time had come. */
@Component
public class ClientReview {

    /** Where a touch was allowed and could not be written all the same, such as without words or address. */
    private static final Duration ANOTHER_TRY = Duration.ofDays(1);

    private final Clients clients;
    private final Dossier dossier;
    private final Enrolments enrolments;
    private final Initiatives initiatives;
    private final Touches touches;
    private final TagChanges tagChanges;
    private final ReleaseArms arms;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ClientReview(
            Clients clients,
            Dossier dossier,
            Enrolments enrolments,
            Initiatives initiatives,
            Touches touches,
            TagChanges tagChanges,
            ReleaseArms arms,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        this.clients = clients;
        this.dossier = dossier;
        this.enrolments = enrolments;
        this.initiatives = initiatives;
        this.touches = touches;
        this.tagChanges = tagChanges;
        this.arms = arms;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    public record Reviewed(long decision, FactSheet sheet, Outcome outcome, Release release) {}

    /**
     * Decides and carries out.
     *
     * @throws io.rapport.client.NoSuchClient if there is none
     */
    public Reviewed review(long clientId) {
        return Objects.requireNonNull(transaction.execute(status -> reviewLocked(clientId)));
    }

    private Reviewed reviewLocked(long clientId) {
        Client client = clients.lock(clientId);
        Instant now = clock.instant();
        Release release = arms.of(client.id(), client.source(), client.language(), now);
        touches.withdraw(List.of(clientId));
        FactSheet sheet = dossier.quiet(client, now);
        Enrolment enrolment = enrolments.of(clientId).orElse(null);
        Outcome outcome = initiatives.decide(sheet, enrolment, dossier.candidates(clientId, now), release);
        long decision = journal.keep(new Journal.Entry(sheet, Trigger.DUE, release.id(), outcome, null, null));
        boolean isDueAgain = initiatives.carryOut(client, sheet, outcome, release, decision);
        clients.stand(
                clientId,
                standing(clientId, outcome, isDueAgain ? now : next(outcome, client, now), release.id()),
                now);
        tagChanges.keep(Tagged.changes(clientId, outcome.tagging()), now);
        return new Reviewed(decision, sheet, outcome, release);
    }

    private @Nullable Instant next(Outcome outcome, Client client, Instant now) {
        if (outcome.initiative().isAllowed()) {
            // When the touch has come to its end; one that could not be written has none.
            return touches.pending(List.of(client.id())).isEmpty() ? now.plus(ANOTHER_TRY) : null;
        }
        if (outcome.initiative().verdict() instanceof Verdict.Hold hold) {
            return hold.until();
        }
        return outcome.next() == null ? null : outcome.next().at();
    }

    private Standing standing(long clientId, Outcome outcome, @Nullable Instant dueAt, long release) {
        Map<String, String> before = clients.tags(clientId);
        var tags = new LinkedHashMap<String, String>();
        outcome.tagging().tags().forEach(tag -> tags.put(tag, before.getOrDefault(tag, "")));
        for (Tagging.TagChange change : outcome.tagging().on()) {
            tags.put(change.tag(), change.by().row());
        }
        return new Standing(
                outcome.stage(),
                outcome.score().fit(),
                outcome.score().engagement(),
                outcome.score().band(),
                tags,
                dueAt,
                outcome.next() == null ? null : outcome.next().waitsFor(),
                release);
    }
}
