package io.rapport.ruleset.stage;

import io.rapport.fact.Facts;
import io.rapport.ruleset.stage.Permitting.Finding;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When the policy finds otherwise about a touch by the passing of time alone: the same rows as Drools asks, read from top to bottom,
 * for the many instants of a search.
 */
final class Waiting {

    private static final Duration STRETCH = Duration.ofDays(1);

    private final RuleTable policy;
    private final List<Row> rows;
    /** Rows that hold whatever the hour and the day, with none above them that could let go or drop at a certain hour or day. */
    private final Set<Row> steadyHolds;
    /** The same for rows that suppress. */
    private final Set<Row> steadySuppressions;
    /** Whether a hold in one zone says nothing of the others: there is a row below that may drop a touch elsewhere. */
    private final boolean canDropByTheClock;

    private final Duration longest;

    /**
     * @param rows in the order of {@link Permitting#inOrder}
     * @param longest how far to look ahead
     */
    Waiting(RuleTable policy, List<Row> rows, Duration longest) {
        this.policy = policy;
        this.longest = longest;
        this.rows = rows;
        this.steadyHolds = steady(Finding.Kind.HOLD, rows);
        this.steadySuppressions = steady(Finding.Kind.SUPPRESS, rows);
        this.canDropByTheClock = rows.stream()
                .dropWhile(row -> row.conditions().stream().noneMatch(TurningPoints::isOfHourOrDay))
                .anyMatch(row -> Finding.kind(row) == Finding.Kind.SUPPRESS);
    }

    private static Set<Row> steady(Finding.Kind kind, List<Row> rows) {
        Set<Row> steady = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Row row : rows) {
            boolean isOfKind = Finding.kind(row) == kind;
            boolean looksAtTheClock = row.conditions().stream().anyMatch(TurningPoints::isOfHourOrDay);
            if (looksAtTheClock && !isOfKind) {
                break;
            }
            if (isOfKind && !looksAtTheClock) {
                steady.add(row);
            }
        }
        return steady;
    }

    Duration longest() {
        return longest;
    }

    /** A row that can hold for the touch at some time. */
    private record Candidate(Row row, List<Condition> ofTheMoment) {

        boolean isForEver(Finding.Kind kind) {
            return ofTheMoment.isEmpty()
                    && row.validFrom() == null
                    && row.validTo() == null
                    && Finding.kind(row) == kind;
        }

        boolean holds(Subject subject) {
            for (Condition condition : ofTheMoment) {
                if (!condition.holds(subject)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The first instant at which something else than this is found; absent if there is none within the longest wait. */
    Optional<Instant> until(Finding.Kind kind, Moments moment, Instant now) {
        List<Candidate> candidates = candidates(moment, now);
        if (!candidates.isEmpty() && candidates.get(0).isForEver(kind)) {
            return Optional.empty();
        }
        List<Row> possible = candidates.stream().map(Candidate::row).toList();
        Turns turns = TurningPoints.of(possible, policy.zone()).after(now, moment);
        List<ZoneId> places = new ArrayList<>(moment.places());
        Instant end = now.plus(longest);
        Instant from = now;
        while (from.isBefore(end)) {
            Instant to = from.plus(STRETCH);
            for (Instant turn : turns.between(from, to)) {
                Found found = at(turn, moment, candidates, places);
                if (found.strictest().verdict() != kind) {
                    return Optional.of(turn);
                }
                if (found.isSteady()) {
                    // Hours and days cannot help: on to the next instant that can.
                    Optional<Instant> next = turns.nextSingle(turn);
                    if (next.isEmpty()) {
                        return Optional.empty();
                    }
                    to = next.get().minusNanos(1);
                    break;
                }
            }
            from = to;
        }
        return Optional.empty();
    }

    private List<Candidate> candidates(Moments moment, Instant now) {
        Subject subject = moment.subject(moment.everywhere(now), moment.places().get(0), now);
        var candidates = new ArrayList<Candidate>();
        for (Row row : rows) {
            var ofTheMoment = new ArrayList<Condition>();
            boolean isPossible = true;
            for (Condition condition : row.conditions()) {
                if (Moments.isMoving(condition.fact())) {
                    ofTheMoment.add(condition);
                } else {
                    isPossible &= condition.holds(subject);
                }
            }
            if (isPossible) {
                candidates.add(new Candidate(row, ofTheMoment));
            }
        }
        return candidates;
    }

    /** @param isSteady whether time of day and day of the week play no part in what is found */
    private record Found(Finding strictest, boolean isSteady) {}

    /** @param places where the client may be; the one that holds the touch comes to the front, to be asked first the next time */
    private Found at(Instant instant, Moments moment, List<Candidate> candidates, List<ZoneId> places) {
        List<Optional<Row>> found = new ArrayList<>();
        Facts everywhere = moment.everywhere(instant);
        LocalDate day = policy.day(instant);
        for (int i = 0; i < places.size(); i++) {
            Optional<Row> row = first(candidates, moment.subject(everywhere, places.get(i), instant), day);
            found.add(row);
            boolean isHeld = row.isPresent() && Finding.kind(row.get()) == Finding.Kind.HOLD;
            if (isHeld && !canDropByTheClock) {
                Collections.swap(places, 0, i);
                break;
            }
        }
        Finding strictest = Finding.strictest(found, moment.outsideWindow(instant));
        Set<Row> steady = strictest.verdict() == Finding.Kind.SUPPRESS ? steadySuppressions : steadyHolds;
        return new Found(strictest, found.stream().flatMap(Optional::stream).anyMatch(steady::contains));
    }

    private static Optional<Row> first(List<Candidate> candidates, Subject subject, LocalDate day) {
        for (Candidate candidate : candidates) {
            if (candidate.row().isValidOn(day) && candidate.holds(subject)) {
                return Optional.of(candidate.row());
            }
        }
        return Optional.empty();
    }
}
