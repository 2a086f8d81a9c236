package io.rapport.ruleset.stage;

import io.rapport.decision.Departure;
import io.rapport.decision.NotMatched;
import io.rapport.decision.RowHit;
import io.rapport.decision.Verdict;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Glimpse;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The policy: whether a touch may leave at an instant, and if not now, when. Pure, so that what is decided and what is checked
 * before the send agree.
 */
public final class Permitting {

    /** A touch that could not leave within this time is not worth waiting for. */
    static final Duration HORIZON = Duration.ofDays(90);

    private static final Duration STRETCH = Duration.ofDays(1);

    private final RuleEngine policy;
    private final List<Row> rows;
    private final List<ZoneId> plausibleZones;
    private final TurningPoints turningPoints;
    /** Rows that hold whatever the hour and the day, with none above them that could let go or drop at a certain hour or day. */
    private final Set<Row> steadyHolds;
    /** The same for rows that suppress. */
    private final Set<Row> steadySuppressions;
    /** Whether a hold in one zone says nothing of the others: there is a row below that may drop a touch elsewhere. */
    private final boolean canDropByTheClock;

    /** @param plausibleZones where a client whose zone is not known may live */
    public Permitting(RuleEngine policy, Set<ZoneId> plausibleZones) {
        this.policy = policy;
        this.plausibleZones = List.copyOf(plausibleZones);
        this.rows = inOrder(policy.table());
        this.turningPoints = TurningPoints.of(policy.table());
        this.steadyHolds = steady(Finding.Kind.HOLD, rows);
        this.steadySuppressions = steady(Finding.Kind.SUPPRESS, rows);
        this.canDropByTheClock = rows.stream()
                .dropWhile(row -> row.conditions().stream().noneMatch(TurningPoints::isOfHourOrDay))
                .anyMatch(row -> Finding.of(row).verdict() == Finding.Kind.SUPPRESS);
    }

    private static Set<Row> steady(Finding.Kind kind, List<Row> rows) {
        Set<Row> steady = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Row row : rows) {
            boolean isOfKind = Finding.of(row).verdict() == kind;
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

    /** As the table reads them: from the top, those without conditions last. */
    public static List<Row> inOrder(RuleTable table) {
        return table.enabledRows().stream()
                .sorted(Comparator.comparing(Row::isDefault).thenComparingInt(Row::number))
                .toList();
    }

    /** @param client the sheet's facts, with score, tags and stage as decided */
    public Verdict permit(FactSheet sheet, Facts client, Departure touch) {
        var moment = new Moments(sheet, client, touch, plausibleZones);
        List<Optional<Row>> found = policy.rowsForEach(moment.subjects(sheet.at()), List.of(), sheet.at()).stream()
                .map(rows -> rows.stream().findFirst())
                .toList();
        Finding now = strictest(found, moment, sheet.at());
        return switch (now.verdict()) {
            case ALLOW -> new Verdict.Allow(now.by());
            case SUPPRESS -> new Verdict.Suppress(now.by());
            case HOLD -> hold(moment, sheet.at(), now.by());
        };
    }

    /**
     * The verdict if it depends on these facts alone: then nothing else need be read. Most answers to clients are such.
     *
     * @param client those of the client's facts that are known
     * @param touch those of the touch's
     */
    public Optional<Verdict> permitAtOnce(Facts client, Facts touch, Instant now) {
        var glimpse = new Glimpse(new Subject(client, touch));
        for (Row row : rows) {
            Glimpse.Answer answer = isValid(row, now) ? glimpse.holds(row) : Glimpse.Answer.NO;
            if (answer == Glimpse.Answer.UNSURE) {
                return Optional.empty();
            }
            if (answer == Glimpse.Answer.YES) {
                return switch (Finding.of(row).verdict()) {
                    case ALLOW -> Optional.of(new Verdict.Allow(row.hit()));
                    case SUPPRESS -> Optional.of(new Verdict.Suppress(row.hit()));
                    case HOLD -> Optional.empty();
                };
            }
        }
        return Optional.empty();
    }

    /** For each row that does not hold: the first cell that stands in the way; where the zone is unknown, in the first plausible one. */
    public List<NotMatched> whyNot(FactSheet sheet, Facts client, Departure touch) {
        Subject subject = new Moments(sheet, client, touch, plausibleZones)
                .subjects(sheet.at())
                .get(0);
        return rows.stream().flatMap(row -> row.whyNot(subject).stream()).toList();
    }

    /** When a touch that may not leave now may leave after all, or wait, by the passing of time alone; absent if not within ninety days. */
    public Optional<Instant> suppressedUntil(FactSheet sheet, Facts client, Departure touch) {
        var moment = new Moments(sheet, client, touch, plausibleZones);
        return firstOther(Finding.Kind.SUPPRESS, moment, turningPoints.after(sheet.at(), moment), sheet.at());
    }

    private Verdict hold(Moments moment, Instant now, RowHit by) {
        Turns turns = turningPoints.after(now, moment);
        Optional<Instant> until = firstOther(Finding.Kind.HOLD, moment, turns, now);
        if (until.isPresent()) {
            return new Verdict.Hold(until.get(), by);
        }
        return new Verdict.Suppress(new RowHit(
                by.table(),
                by.row(),
                by.cell(),
                by.reason() + " — и так ещё " + HORIZON.toDays() + " дней, ждать незачем",
                null));
    }

    private Optional<Instant> firstOther(Finding.Kind kind, Moments moment, Turns turns, Instant now) {
        Instant end = now.plus(HORIZON);
        Instant from = now;
        List<ZoneId> places = new ArrayList<>(moment.places());
        while (from.isBefore(end)) {
            Instant to = from.plus(STRETCH);
            for (Instant turn : turns.between(from, to)) {
                Found found = at(turn, moment, places);
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

    /** @param isSteady whether time of day and day of the week play no part in what is found */
    private record Found(Finding strictest, boolean isSteady) {}

    /**
     * The same without Drools, for the many instants of a search.
     *
     * @param places where the client may be; the one that holds the touch comes to the front, to be asked first the next time
     */
    private Found at(Instant instant, Moments moment, List<ZoneId> places) {
        List<Optional<Row>> found = new ArrayList<>();
        Facts everywhere = moment.everywhere(instant);
        for (int i = 0; i < places.size(); i++) {
            Optional<Row> row = firstHolding(moment.subject(everywhere, places.get(i), instant), instant);
            found.add(row);
            boolean isHeld = row.filter(holding -> Finding.of(holding).verdict() == Finding.Kind.HOLD)
                    .isPresent();
            if (isHeld && !canDropByTheClock) {
                Collections.swap(places, 0, i);
                break;
            }
        }
        Finding strictest = strictest(found, moment, instant);
        Set<Row> steady = strictest.verdict() == Finding.Kind.SUPPRESS ? steadySuppressions : steadyHolds;
        return new Found(strictest, found.stream().flatMap(Optional::stream).anyMatch(steady::contains));
    }

    private Optional<Row> firstHolding(Subject subject, Instant instant) {
        for (Row row : rows) {
            if (isValid(row, instant) && row.holds(subject)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private boolean isValid(Row row, Instant instant) {
        return row.validFrom() == null && row.validTo() == null
                || row.isValidOn(LocalDate.ofInstant(instant, policy.table().zone()));
    }

    private static Finding strictest(List<Optional<Row>> rows, Moments moment, Instant instant) {
        Stream<Finding> found = rows.stream().map(row -> row.map(Finding::of).orElse(Finding.NO_ROW));
        return Stream.concat(found, moment.outsideWindow(instant).stream())
                .max(Comparator.comparing(Finding::verdict))
                .orElse(Finding.NO_ROW);
    }

    /** What a row finds about one instant. */
    record Finding(Kind verdict, RowHit by) {

        /** From the mildest. */
        enum Kind {
            ALLOW,
            HOLD,
            SUPPRESS
        }

        /** What no row allows stays here. */
        static final Finding NO_ROW = new Finding(
                Kind.SUPPRESS, new RowHit("policy", "—", "policy.xlsx", "Ни одна строка не разрешает отправку", null));

        static Finding of(Row row) {
            return new Finding(Kind.valueOf(String.valueOf(row.text("verdict"))), row.hit());
        }
    }

    /** The facts of a touch that do not depend on the instant. */
    static Map<String, Object> facts(Departure touch) {
        return Map.of("kind", touch.kind(), "channel", touch.channel());
    }
}
