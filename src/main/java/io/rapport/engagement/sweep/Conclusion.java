package io.rapport.engagement.sweep;

import io.rapport.client.Client;
import io.rapport.client.Reviewed;
import io.rapport.decision.Initiative;
import io.rapport.decision.NextReview;
import io.rapport.decision.Outcome;
import io.rapport.decision.SeriesMove;
import io.rapport.decision.Verdict;
import io.rapport.engagement.Tagged;
import io.rapport.journal.Silences.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an outcome means for the rows that are kept of a client. */
record Conclusion(Client client, Outcome outcome, long release) {

    /** Whatever the rules say: nobody is looked at again and again in one instant. */
    private static final Duration SOONEST = Duration.ofSeconds(1);

    /** @param next when it is to be looked at again; absent means never, or when what is on its way has come to its end */
    Reviewed reviewed(@Nullable NextReview next, Instant now) {
        var score = outcome.score();
        return new Reviewed(
                client.id(),
                outcome.stage(),
                score.fit(),
                score.engagement(),
                score.band(),
                Tagged.changes(client.id(), outcome.tagging()),
                next == null ? null : notTooSoon(next.at(), now),
                next == null ? null : next.waitsFor(),
                release);
    }

    /** Nothing was said and nothing is on its way: why not. */
    Optional<Silence> silence() {
        Initiative initiative = outcome.initiative();
        boolean isEnrolled = initiative.moves().stream().anyMatch(SeriesMove.Enrol.class::isInstance);
        if (initiative.isAllowed() || initiative.verdict() instanceof Verdict.Hold || isEnrolled) {
            return Optional.empty();
        }
        String row = initiative.by() == null ? "" : initiative.by().row();
        String reason = initiative.by() == null ? "" : initiative.by().reason();
        return Optional.of(
                initiative.verdict() instanceof Verdict.Suppress no
                        ? new Silence(
                                client.id(),
                                release,
                                initiative.action(),
                                no.by().row(),
                                row,
                                no.by().reason())
                        : new Silence(client.id(), release, initiative.action(), row, "", reason));
    }

    /** Silence as before is only counted; whatever is different from before is kept with its whole explanation. */
    boolean isNews() {
        Initiative initiative = outcome.initiative();
        return initiative.verdict() instanceof Verdict.Allow
                || initiative.verdict() instanceof Verdict.Hold
                || initiative.leaves() != null
                || !initiative.moves().isEmpty()
                || !outcome.stage().equals(client.stage())
                || !outcome.tagging().on().isEmpty()
                || !outcome.tagging().off().isEmpty()
                || client.band() != null
                        && !client.band().equals(outcome.score().band());
    }

    /** When the rules want to look again. */
    @Nullable
    NextReview next() {
        Initiative initiative = outcome.initiative();
        if (initiative.isAllowed()) {
            // Until the touch has come to its end.
            return null;
        }
        return initiative.verdict() instanceof Verdict.Hold hold
                ? new NextReview(hold.until(), hold.by())
                : outcome.next();
    }

    private static Instant notTooSoon(Instant at, Instant now) {
        Instant soonest = now.plus(SOONEST);
        return at.isBefore(soonest) ? soonest : at;
    }
}
