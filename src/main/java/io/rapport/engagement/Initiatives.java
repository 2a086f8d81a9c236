package io.rapport.engagement;

import io.rapport.decision.Outcome;
import io.rapport.decision.Trigger;
import io.rapport.fact.Candidates;
import io.rapport.fact.Enrolment;
import io.rapport.fact.FactSheet;
import io.rapport.outbox.Touches;
import io.rapport.release.LiveRelease;
import io.rapport.release.Release;
import io.rapport.ruleset.Ruleset;
import io.rapport.ruleset.RulesetException;
import io.rapport.ruleset.schema.SchemaException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the bot does of its own accord, decided by the live rules; a sequence goes on by those it began with. */
@Component
public class Initiatives {

    private static final Logger LOG = LoggerFactory.getLogger(Initiatives.class);

    private final LiveRelease live;
    private final Enrolments enrolments;
    private final Touches touches;

    Initiatives(LiveRelease live, Enrolments enrolments, Touches touches) {
        this.live = live;
        this.enrolments = enrolments;
        this.touches = touches;
    }

    /**
     * Decides about a client who is due by time. Changes nothing.
     *
     * @param enrolment the sequence the client is in: its steps are decided by the release it began with
     */
    public Outcome decide(FactSheet sheet, @Nullable Enrolment enrolment, Candidates candidates, Release release) {
        return release.rules()
                .decide(
                        sheet,
                        Trigger.DUE,
                        candidates,
                        pinned(enrolment, release).rules());
    }

    /** The same for many who are due at this instant, in their order. */
    public List<Outcome> decide(List<Dossiers.File> files, Release release, Instant now) {
        List<Ruleset.Due> due = files.stream()
                .map(file -> new Ruleset.Due(
                        file.sheet(),
                        file.candidates(),
                        pinned(file.enrolment(), release).rules()))
                .toList();
        return release.rules().decide(due, now);
    }

    /** Decides about a message; a sequence that it may end ends by the rules it began with. Changes nothing. */
    Outcome answer(FactSheet sheet, long clientId, Candidates candidates, Release release) {
        Enrolment enrolment = enrolments.of(clientId).orElse(null);
        return release.rules()
                .decide(
                        sheet,
                        Trigger.MESSAGE,
                        candidates,
                        pinned(enrolment, release).rules());
    }

    /** The release by which the client's sequence goes on. */
    Release pinned(@Nullable Enrolment enrolment, Release release) {
        if (enrolment == null || enrolment.releaseId() == release.id()) {
            return release;
        }
        try {
            return live.release(enrolment.releaseId());
        } catch (RulesetException | SchemaException | IllegalArgumentException e) {
            // Made for an older program. To stop short would leave the client in a sequence that nobody goes on with.
            LOG.warn(
                    "Release {} cannot be read any more; its sequences go on by the live one",
                    enrolment.releaseId(),
                    e);
            return release;
        }
    }

    /**
     * Ends the sequence of a client who wrote, if that ends it; what was held for him is decided anew when he is due. Call it in the
     * transaction of the decision.
     */
    public void afterMessage(long clientId, Outcome outcome, Release release, Instant now) {
        touches.dropHeld(clientId);
        enrolments.move(clientId, outcome.initiative().moves(), release.id(), now);
    }
}
