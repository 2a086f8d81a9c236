package io.rapport.ruleset.stage;

import io.rapport.decision.ContentChoice;
import io.rapport.decision.Match;
import io.rapport.decision.RowHit;
import io.rapport.fact.Candidate;
import io.rapport.fact.Facts;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Which content suits a client, best first: the sum of the points of the rows that hold for client and item. */
public final class Matching {

    /**
     * So many candidates go through Drools; of a larger library the best by plain evaluation of the same rows. Both evaluate alike
     * (a test holds them against each other), so the shortlist loses nothing but the also-rans.
     */
    private static final int SHORTLIST = 60;

    private static final Comparator<ContentChoice> BEST_FIRST =
            Comparator.comparing(ContentChoice::score).reversed().thenComparing(ContentChoice::id);

    /** Excluded items come last, so that they stay visible as near misses only when nothing else is there. */
    private static final Comparator<Ranked> BEST_RANK_FIRST = Comparator.comparing(Ranked::isExcluded)
            .thenComparing(Ranked::score, Comparator.reverseOrder())
            .thenComparing(ranked -> ranked.candidate().id());

    private final RuleEngine matching;
    private final BigDecimal minimum;

    /** @param minimum the least score at which an item is worth sending */
    public Matching(RuleEngine matching, BigDecimal minimum) {
        this.matching = matching;
        this.minimum = minimum;
    }

    public Match match(Facts client, List<Candidate> candidates, int limit, Instant now) {
        List<Candidate> shortlist = shortlist(client, candidates, Math.max(SHORTLIST, limit), now);
        List<Subject> subjects = shortlist.stream()
                .map(candidate -> new Subject(client, candidate.facts()))
                .toList();
        List<List<Row>> rows = matching.rowsForEach(subjects, now);
        var fitting = new ArrayList<ContentChoice>();
        var missing = new ArrayList<Match.NearestMiss>();
        var excluded = new ArrayList<Match.NearestMiss>();
        for (int i = 0; i < shortlist.size(); i++) {
            ContentChoice choice = choice(shortlist.get(i), rows.get(i));
            Optional<String> lack = lack(choice, rows.get(i));
            if (lack.isEmpty()) {
                fitting.add(choice);
            } else if (rows.get(i).stream().anyMatch(row -> row.is("excludes"))) {
                excluded.add(new Match.NearestMiss(choice, lack.get()));
            } else {
                missing.add(new Match.NearestMiss(choice, lack.get()));
            }
        }
        fitting.sort(BEST_FIRST);
        List<ContentChoice> best = List.copyOf(fitting.subList(0, Math.min(limit, fitting.size())));
        return new Match(best, best.isEmpty() ? nearest(missing.isEmpty() ? excluded : missing) : null);
    }

    /** What falls short of points comes nearer than what a row excludes, however many points that has. */
    private static Match.@Nullable NearestMiss nearest(List<Match.NearestMiss> misses) {
        return misses.stream()
                .min(Comparator.comparing(Match.NearestMiss::item, BEST_FIRST))
                .orElse(null);
    }

    private static ContentChoice choice(Candidate candidate, List<Row> rows) {
        var reasons = new ArrayList<RowHit>();
        BigDecimal score = BigDecimal.ZERO;
        for (Row row : rows) {
            BigDecimal points = points(row);
            reasons.add(row.hit().withPoints(points));
            score = score.add(points);
        }
        return new ContentChoice(
                candidate.id(), candidate.title(), candidate.type(), candidate.url(), score, List.copyOf(reasons));
    }

    private Optional<String> lack(ContentChoice choice, List<Row> rows) {
        Optional<Row> excluding =
                rows.stream().filter(row -> row.is("excludes")).findFirst();
        if (excluding.isPresent()) {
            return Optional.of(excluding.get().reason() + " (" + excluding.get().id() + ")");
        }
        return choice.score().compareTo(minimum) < 0
                ? Optional.of("%s < %s".formatted(choice.score().toPlainString(), minimum.toPlainString()))
                : Optional.empty();
    }

    private List<Candidate> shortlist(Facts client, List<Candidate> candidates, int size, Instant now) {
        if (candidates.size() <= size) {
            return candidates;
        }
        List<Points> points = pointsFor(client, now);
        // The worst of the best so far comes first, so that most candidates are out after one comparison.
        var best = new PriorityQueue<>(size + 1, BEST_RANK_FIRST.reversed());
        for (Candidate candidate : candidates) {
            var ranked = rank(candidate, points);
            if (best.size() < size) {
                best.add(ranked);
            } else if (BEST_RANK_FIRST.compare(ranked, best.peek()) < 0) {
                best.poll();
                best.add(ranked);
            }
        }
        return best.stream().sorted(BEST_RANK_FIRST).map(Ranked::candidate).toList();
    }

    private record Ranked(Candidate candidate, boolean isExcluded, BigDecimal score) {}

    /**
     * A row as it counts for one client.
     *
     * @param ofItem the conditions that are left to ask
     */
    private record Points(List<Condition> ofItem, BigDecimal points, boolean excludes) {}

    /** The rows that can hold for this client at all, whatever the item. */
    private List<Points> pointsFor(Facts client, Instant now) {
        RuleTable table = matching.table();
        LocalDate day = now.atZone(table.zone()).toLocalDate();
        Subject subject = Subject.of(client);
        return table.enabledRows().stream()
                .filter(row -> row.isValidOn(day))
                .filter(row -> row.conditions().stream()
                        .allMatch(condition -> !condition.fact().isOfClient() || condition.holds(subject)))
                .map(row -> new Points(
                        row.conditions().stream()
                                .filter(condition -> !condition.fact().isOfClient())
                                .toList(),
                        points(row),
                        row.is("excludes")))
                .toList();
    }

    private static Ranked rank(Candidate candidate, List<Points> rows) {
        BigDecimal score = BigDecimal.ZERO;
        boolean isExcluded = false;
        for (Points row : rows) {
            if (holds(row.ofItem(), candidate.facts())) {
                isExcluded |= row.excludes();
                score = score.add(row.points());
            }
        }
        return new Ranked(candidate, isExcluded, score);
    }

    private static boolean holds(List<Condition> conditions, Facts item) {
        for (Condition condition : conditions) {
            if (!condition.accepts(item.get(condition.fact().name()))) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal points(Row row) {
        BigDecimal points = row.number("points");
        return points == null ? BigDecimal.ZERO : points;
    }
}
