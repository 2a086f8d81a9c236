package io.rapport.engagement;

import io.rapport.client.Client;
import io.rapport.client.Standing;
import io.rapport.client.TagChange;
import io.rapport.decision.Initiative;
import io.rapport.decision.NextReview;
import io.rapport.decision.Outcome;
import io.rapport.decision.Tagging;
import io.rapport.decision.Verdict;
import io.rapport.journal.Silences.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome means for the rows that are kept of a client, whatever it was that made the client due.
 *
 * @param client as he stood before
 * @param release that decided
 */
public record Conclusion(Client client, Outcome outcome, long release) {

    /** Whatever the rules say: nobody is looked at again and again in one instant. */
    private static final Duration SOONEST = Duration.ofSeconds(1);

    /** @param next when it is to be looked at again; absent means never, or when what is on its way has come to its end */
    public Standing standing(@Nullable NextReview next, Instant now) {
        var score = outcome.score();
        return new Standing(
                client.id(),
                outcome.stage(),
                score.fit(),
                score.engagement(),
                score.band(),
                tagChanges(),
                next == null ? null : notTooSoon(next.at(), now),
                next == null ? null : next.waitsFor(),
                release);
    }

    private List<TagChange> tagChanges() {
        return Stream.concat(
                        outcome.tagging().on().stream().map(change -> change(change, true)),
                        outcome.tagging().off().stream().map(change -> change(change, false)))
                .toList();
    }

    private TagChange change(Tagging.TagChange change, boolean isOn) {
        return new TagChange(client.id(), change.tag(), isOn, change.by().row());
    }

    /** Nothing was said and nothing is on its way: why not, or why not yet. */
    public Optional<Silence> silence() {
        Initiative initiative = outcome.initiative();
        if (initiative.isAllowed() || Undertakings.enrols(initiative)) {
            return Optional.empty();
        }
        String row = initiative.by() == null ? "" : initiative.by().row();
        String reason = initiative.by() == null ? "" : initiative.by().reason();
        Verdict no = initiative.verdict();
        return Optional.of(
                no == null
                        ? new Silence(client.id(), release, initiative.action(), row, "", false, reason)
                        : new Silence(
                                client.id(),
                                release,
                                initiative.action(),
                                no.by().row(),
                                row,
                                no instanceof Verdict.Hold,
                                no.by().reason()));
    }

    /**
     * Silence as before is only counted; whatever is different from before is kept with its whole explanation.
     *
     * @param isFirst whether nothing like this silence has been before
     */
    public boolean isNews(boolean isFirst) {
        Initiative initiative = outcome.initiative();
        return initiative.isAllowed()
                || isFirst
                        && (initiative.verdict() instanceof Verdict.Hold
                                || !initiative.moves().isEmpty())
                || initiative.leaves() != null
                || !Undertakings.movesNow(initiative).isEmpty()
                || !outcome.stage().equals(client.stage())
                || !outcome.tagging().on().isEmpty()
                || !outcome.tagging().off().isEmpty()
                || client.band() != null
                        && !client.band().equals(outcome.score().band());
    }

    /** When the rules want to look again. */
    public @Nullable NextReview next() {
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
