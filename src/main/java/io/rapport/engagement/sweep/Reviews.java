package io.rapport.engagement.sweep;

import io.rapport.client.Client;
import io.rapport.client.DueClients;
import io.rapport.client.Reviewed;
import io.rapport.decision.NextReview;
import io.rapport.decision.RowHit;
import io.rapport.decision.Trigger;
import io.rapport.engagement.Dossiers;
import io.rapport.engagement.Dossiers.File;
import io.rapport.engagement.Initiatives;
import io.rapport.journal.Journal;
import io.rapport.journal.Silences;
import io.rapport.journal.Silences.Silence;
import io.rapport.outbox.Touches;
import io.rapport.release.Release;
import io.rapport.release.ReleaseArms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides about clients whose locks are held, and writes it down: one statement of each kind for all who are left in silence; the few
 * for whom something is done go one by one.
 */
@Component
class Reviews {

    /** Where a touch was allowed and could not be written all the same, such as without words or address. */
    private static final Duration ANOTHER_TRY = Duration.ofDays(1);

    private final ReleaseArms arms;
    private final Dossiers dossiers;
    private final Initiatives initiatives;
    private final DueClients due;
    private final Journal journal;
    private final Silences silences;
    private final Touches touches;

    Reviews(
            ReleaseArms arms,
            Dossiers dossiers,
            Initiatives initiatives,
            DueClients due,
            Journal journal,
            Silences silences,
            Touches touches) {
        this.arms = arms;
        this.dossiers = dossiers;
        this.initiatives = initiatives;
        this.due = due;
        this.journal = journal;
        this.silences = silences;
        this.touches = touches;
    }

    void review(List<Client> clients, Release release, Instant now) {
        if (clients.isEmpty()) {
            return;
        }
        var stood = new ArrayList<Reviewed>();
        var quiet = new ArrayList<Silence>();
        var news = new ArrayList<Journal.Entry>();
        var idle = new ArrayList<Long>();
        touches.withdraw(clients.stream().map(Client::id).toList());
        for (File file : dossiers.of(clients, now)) {
            Client client = file.client();
            Release by = arms.of(release, client.id(), client.source(), client.language(), now);
            var outcome = initiatives.decide(file.sheet(), file.enrolment(), file.candidates(), by);
            var conclusion = new Conclusion(client, outcome, by.id());
            var entry = new Journal.Entry(file.sheet(), Trigger.DUE, by.id(), outcome, null, null);
            conclusion.silence().ifPresent(quiet::add);
            if (Initiatives.isIdle(outcome) && file.enrolment() == null) {
                idle.add(client.id());
                stood.add(conclusion.reviewed(conclusion.next(), now));
                if (conclusion.isNews()) {
                    news.add(entry);
                }
            } else {
                Long decision = conclusion.isNews() ? journal.keep(entry) : null;
                stood.add(conclusion.reviewed(carryOut(file, conclusion, by, decision), now));
            }
        }
        touches.dropHeld(idle);
        due.stand(stood, now);
        silences.keep(quiet, now);
        journal.keepAll(news);
        due.recovered(clients.stream().map(Client::id).toList());
    }

    private @Nullable NextReview carryOut(File file, Conclusion conclusion, Release release, @Nullable Long decision) {
        Instant now = file.sheet().at();
        boolean isDueAgain = initiatives.carryOut(file.client(), file.sheet(), conclusion.outcome(), release, decision);
        if (isDueAgain) {
            return new NextReview(now, by(conclusion, "another place in the sequence"));
        }
        boolean isLost = conclusion.outcome().initiative().isAllowed()
                && touches.pending(List.of(file.client().id())).isEmpty();
        return isLost
                ? new NextReview(now.plus(ANOTHER_TRY), by(conclusion, "nothing could be written"))
                : conclusion.next();
    }

    private static RowHit by(Conclusion conclusion, String reason) {
        RowHit by = conclusion.outcome().initiative().by();
        return new RowHit("", by == null ? "" : by.row(), by == null ? "" : by.cell(), reason, null);
    }
}
