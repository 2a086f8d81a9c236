package io.rapport.engagement;

import io.rapport.client.Client;
import io.rapport.client.Events;
import io.rapport.client.Happening;
import io.rapport.client.Identities;
import io.rapport.client.Identity;
import io.rapport.decision.Brief;
import io.rapport.decision.Initiative;
import io.rapport.decision.Outcome;
import io.rapport.decision.SeriesMove;
import io.rapport.decision.Trigger;
import io.rapport.decision.Verdict;
import io.rapport.fact.Candidates;
import io.rapport.fact.Enrolment;
import io.rapport.fact.FactSheet;
import io.rapport.outbox.Message;
import io.rapport.outbox.Touch;
import io.rapport.outbox.Touches;
import io.rapport.release.LiveRelease;
import io.rapport.release.Release;
import io.rapport.ruleset.RulesetException;
import io.rapport.ruleset.schema.SchemaException;
import io.rapport.ruleset.stage.TouchKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the bot does of its own accord, for one client at a time: decided by the live rules, carried out under the client's lock. */
@Component
public class Initiatives {

    private static final Logger LOG = LoggerFactory.getLogger(Initiatives.class);

    private final LiveRelease live;
    private final Enrolments enrolments;
    private final Identities identities;
    private final Events events;
    private final Touches touches;
    private final Briefing briefing;
    private final Letters letters;

    Initiatives(
            LiveRelease live,
            Enrolments enrolments,
            Identities identities,
            Events events,
            Touches touches,
            Briefing briefing,
            Letters letters) {
        this.live = live;
        this.enrolments = enrolments;
        this.identities = identities;
        this.events = events;
        this.touches = touches;
        this.briefing = briefing;
        this.letters = letters;
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

    private Release pinned(@Nullable Enrolment enrolment, Release release) {
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

    /** Whether there is anything to be carried out beside what is kept of everybody. */
    public static boolean isIdle(Outcome outcome) {
        Initiative initiative = outcome.initiative();
        return initiative.touch().isSilence()
                && initiative.leaves() == null
                && initiative.moves().isEmpty();
    }

    /**
     * Does what was decided for a client who is due by time. Call it in the transaction of the decision, under the client's lock.
     *
     * @param decision the journal's number of the decision, if it was kept
     * @return whether the client is to be decided about again at once, because the place in a sequence has changed
     */
    public boolean carryOut(Client client, FactSheet sheet, Outcome outcome, Release release, @Nullable Long decision) {
        Initiative initiative = outcome.initiative();
        Instant now = sheet.at();
        Optional<Enrolment> enrolment = enrolments.of(client.id());
        enrolment.ifPresent(place -> takeNote(client.id(), place, sheet));
        if (initiative.leaves() != null) {
            leave(client.id(), initiative, now);
        }
        String key = TouchKeys.of(initiative, sheet);
        touches.dropHeld(client.id(), isWanted(initiative) ? key : null);
        List<SeriesMove> moves = moves(initiative);
        enrolments.move(client.id(), moves, release.id(), now);
        if (!initiative.isAllowed()) {
            return initiative.touch().isSilence() && !moves.isEmpty();
        }
        boolean isStep = initiative.isStep();
        Release words = isStep ? pinned(enrolment.orElse(null), release) : release;
        boolean isPlanned = plan(client, sheet, initiative, key, words, decision);
        if (!isPlanned && isStep) {
            // It has had its chance under this key: the sequence goes on without it.
            enrolments.move(client.id(), initiative.moves(), release.id(), now);
            return true;
        }
        return false;
    }

    /** What may leave now or later; what may not at all is not waited for either. */
    private static boolean isWanted(Initiative initiative) {
        return !initiative.touch().isSilence() && !(initiative.verdict() instanceof Verdict.Suppress);
    }

    /**
     * Ends the sequence of a client who wrote, if that ends it; what was held for him is decided anew when he is due. Call it in the
     * transaction of the decision.
     */
    public void afterMessage(long clientId, Outcome outcome, Release release, Instant now) {
        touches.dropHeld(clientId, null);
        enrolments.move(clientId, outcome.initiative().moves(), release.id(), now);
    }

    /** A step counts as taken when its touch has left; the row in the database follows. */
    private void takeNote(long clientId, Enrolment enrolment, FactSheet sheet) {
        long taken = sheet.client().count("nextStep") - 1;
        var since = sheet.elapsed().get("hoursInStep");
        if (taken > enrolment.step() && since != null) {
            enrolments.advance(clientId, enrolment.sequence(), taken, since.since());
        }
    }

    private void leave(long clientId, Initiative initiative, Instant now) {
        String type = String.valueOf(initiative.leaves());
        Map<String, String> attributes = initiative.by() == null
                ? Map.of()
                : Map.of("row", initiative.by().row());
        events.appendAll(clientId, List.of(new Happening(type, now, attributes, type + ":" + now.getEpochSecond())));
    }

    /** What hangs on a touch waits for it: a step is taken when its touch leaves, other moves are made with it. */
    private static List<SeriesMove> moves(Initiative initiative) {
        var moves = new ArrayList<SeriesMove>();
        for (SeriesMove move : initiative.moves()) {
            boolean hangsOnTouch = !initiative.touch().isSilence() && move.by().equals(initiative.by());
            if (!hangsOnTouch || initiative.isAllowed() && !(move instanceof SeriesMove.Advance)) {
                moves.add(move);
            }
        }
        return moves;
    }

    private boolean plan(
            Client client,
            FactSheet sheet,
            Initiative initiative,
            String key,
            Release release,
            @Nullable Long decision) {
        Identity to = identities.reachable(List.of(client.id())).get(client.id());
        Brief brief = briefing.brief(
                initiative.touch(), sheet, client, null, release.rules().tables());
        Optional<Message> message = letters.write(initiative.touch(), brief, key, sheet.at());
        return to != null
                && message.isPresent()
                && touches.plan(
                        new Touch.Plan(
                                client.id(),
                                key,
                                Touch.Kind.PROACTIVE,
                                to.channel(),
                                to.externalId(),
                                decision,
                                JsonMapper.shared().writeValueAsString(brief),
                                message.get(),
                                null,
                                sheet.at(),
                                Traces.errand(initiative, sheet, release.id())),
                        sheet.at());
    }
}
