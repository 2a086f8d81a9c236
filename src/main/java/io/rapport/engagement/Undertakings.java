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
import io.rapport.decision.Verdict;
import io.rapport.fact.Enrolment;
import io.rapport.fact.FactSheet;
import io.rapport.outbox.Message;
import io.rapport.outbox.Touch;
import io.rapport.outbox.Touches;
import io.rapport.release.Release;
import io.rapport.ruleset.stage.TouchKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What was decided of the bot's own accord is done, under the client's lock. */
@Component
public class Undertakings {

    private final Initiatives initiatives;
    private final Enrolments enrolments;
    private final Identities identities;
    private final Events events;
    private final Touches touches;
    private final Briefing briefing;
    private final Letters letters;

    Undertakings(
            Initiatives initiatives,
            Enrolments enrolments,
            Identities identities,
            Events events,
            Touches touches,
            Briefing briefing,
            Letters letters) {
        this.initiatives = initiatives;
        this.enrolments = enrolments;
        this.identities = identities;
        this.events = events;
        this.touches = touches;
        this.briefing = briefing;
        this.letters = letters;
    }

    /** What becomes of an initiative. */
    public enum Result {
        /** What is to be done is done. */
        DONE,
        /** The place in a sequence has changed: the client is to be decided about again at once. */
        MOVED,
        /** The touch may leave, but it has no words or no address. */
        UNWRITTEN
    }

    /** Whether there is anything to be carried out beside what is kept of everybody. */
    public static boolean isAnythingToDo(Dossiers.File file, Outcome outcome) {
        Initiative initiative = outcome.initiative();
        return initiative.isAllowed()
                || initiative.leaves() != null
                || !movesNow(initiative).isEmpty()
                || file.enrolment() != null
                        && stepTaken(file.sheet()) > file.enrolment().step();
    }

    /**
     * Does what was decided for a client who is due by time. Call it in the transaction of the decision, under the client's lock, after
     * what was held before has been dropped.
     *
     * @param decision the journal's number of the decision, if it was kept
     */
    public Result carryOut(Dossiers.File file, Outcome outcome, Release release, @Nullable Long decision) {
        Initiative initiative = outcome.initiative();
        long client = file.client().id();
        Instant now = file.sheet().at();
        if (file.enrolment() != null) {
            takeNote(client, file.enrolment(), file.sheet());
        }
        if (initiative.leaves() != null) {
            leave(client, initiative, now);
        }
        List<SeriesMove> moves = movesNow(initiative);
        enrolments.move(client, moves, release.id(), now);
        if (!initiative.isAllowed()) {
            return initiative.touch().isSilence() && !moves.isEmpty() ? Result.MOVED : Result.DONE;
        }
        boolean isStep = initiative.isStep();
        Release words = isStep ? initiatives.pinned(file.enrolment(), release) : release;
        if (plan(file, initiative, words, decision)) {
            return Result.DONE;
        }
        if (isStep) {
            // It has had its chance under this key: the sequence goes on without it.
            enrolments.move(client, initiative.moves(), release.id(), now);
            return Result.MOVED;
        }
        return touches.pending(List.of(client)).isEmpty() ? Result.UNWRITTEN : Result.DONE;
    }

    /** The key of the touch that may leave now or later; none if nothing is waited for. */
    public static @Nullable String wanted(Initiative initiative, FactSheet sheet) {
        boolean isWanted = !initiative.touch().isSilence() && !(initiative.verdict() instanceof Verdict.Suppress);
        return isWanted ? TouchKeys.of(initiative, sheet) : null;
    }

    /** Whether nothing is wanted, and nothing moves. */
    static boolean isIdle(Outcome outcome) {
        Initiative initiative = outcome.initiative();
        return initiative.touch().isSilence()
                && initiative.leaves() == null
                && initiative.moves().isEmpty();
    }

    static boolean enrols(Initiative initiative) {
        return initiative.moves().stream().anyMatch(SeriesMove.Enrol.class::isInstance);
    }

    /** A step counts as taken when its touch has left; the row in the database follows. */
    private void takeNote(long clientId, Enrolment enrolment, FactSheet sheet) {
        long taken = stepTaken(sheet);
        var since = sheet.elapsed().get("hoursInStep");
        if (taken > enrolment.step() && since != null) {
            enrolments.advance(clientId, enrolment.sequence(), taken, since.since());
        }
    }

    private static long stepTaken(FactSheet sheet) {
        return sheet.client().count("nextStep") - 1;
    }

    private void leave(long clientId, Initiative initiative, Instant now) {
        String type = String.valueOf(initiative.leaves());
        Map<String, String> attributes = initiative.by() == null
                ? Map.of()
                : Map.of("row", initiative.by().row());
        events.appendAll(clientId, List.of(new Happening(type, now, attributes, type + ":" + now.getEpochSecond())));
    }

    /** What hangs on a touch waits for it: a step is taken when its touch leaves, other moves are made with it. */
    static List<SeriesMove> movesNow(Initiative initiative) {
        var moves = new ArrayList<SeriesMove>();
        for (SeriesMove move : initiative.moves()) {
            boolean hangsOnTouch = !initiative.touch().isSilence() && move.by().equals(initiative.by());
            if (!hangsOnTouch || initiative.isAllowed() && !(move instanceof SeriesMove.Advance)) {
                moves.add(move);
            }
        }
        return moves;
    }

    private boolean plan(Dossiers.File file, Initiative initiative, Release release, @Nullable Long decision) {
        Client client = file.client();
        FactSheet sheet = file.sheet();
        String key = TouchKeys.of(initiative, sheet);
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
