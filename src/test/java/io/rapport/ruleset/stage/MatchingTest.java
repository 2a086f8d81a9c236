package io.rapport.ruleset.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.content.ContentItem;
import io.rapport.decision.ContentChoice;
import io.rapport.decision.Match;
import io.rapport.decision.RowHit;
import io.rapport.fact.Candidate;
import io.rapport.fact.Facts;
import io.rapport.fact.LibraryCandidates;
import io.rapport.ruleset.Shipped;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatchingTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final RuleTable TABLE = Shipped.rules().tables().table("matching");
    private static final BigDecimal MINIMUM =
            Shipped.rules().tables().settings().number("minimumMatch");
    private static final Facts CLIENT = Facts.of(Map.of(
            "stage",
            "ENGAGED",
            "language",
            "ru",
            "level",
            "B1",
            "levelKnown",
            true,
            "interests",
            Set.of("TRAVEL"),
            "tags",
            Set.of("goal-known"),
            "signals",
            Set.of("OBJECTION_PRICE")));

    @Test
    void neverOffersWhatTheClientHasSeen() {
        List<ContentItem> items = library(300, 1);
        Match first = match(new LibraryCandidates(items, Set.of(), TODAY), 1);
        String best = first.items().get(0).id();

        Match second = match(new LibraryCandidates(items, Set.of(best), TODAY), 300);

        assertThat(second.items()).extracting(ContentChoice::id).isNotEmpty().doesNotContain(best);
    }

    @Test
    void sumsThePointsOfTheRowsItNames() {
        assertThat(match(new LibraryCandidates(library(300, 2), Set.of(), TODAY), 10)
                        .items())
                .isNotEmpty()
                .allSatisfy(choice -> assertThat(choice.score())
                        .isEqualByComparingTo(
                                choice.reasons().stream().map(RowHit::points).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isGreaterThanOrEqualTo(MINIMUM));
    }

    @Test
    void ordersEqualItemsByTheirIds() {
        List<Candidate> twins =
                IntStream.of(3, 1, 2).mapToObj(i -> fitting("g-" + i, true)).toList();

        assertThat(Shipped.rules().match(CLIENT, twins, 5, Shipped.NOW).items())
                .extracting(ContentChoice::id)
                .containsExactly("g-1", "g-2", "g-3");
    }

    @Test
    void leavesOutWhatARowExcludesHoweverWellItFits() {
        Match match = Shipped.rules().match(CLIENT, List.of(fitting("g-1", false)), 5, Shipped.NOW);

        assertThat(match.items()).isEmpty();
        assertThat(match.nearestMiss().item().id()).isEqualTo("g-1");
        assertThat(match.nearestMiss().lacked()).isEqualTo("Материал на другом языке (M-010)");
    }

    @Test
    void namesTheNearestMissWhereNothingFits() {
        Candidate poor = candidate("g-1", Map.of("stageFit", "NONE", "levelFit", "NONE", "languageFit", true));
        Candidate better = candidate("g-2", Map.of("stageFit", "NONE", "levelFit", "ANY", "languageFit", true));

        Match match = Shipped.rules().match(CLIENT, List.of(poor, better, fitting("g-3", false)), 5, Shipped.NOW);

        assertThat(match.items()).isEmpty();
        assertThat(match.nearestMiss().item().id()).isEqualTo("g-2");
        assertThat(match.nearestMiss().lacked()).endsWith(" < " + MINIMUM.toPlainString());
    }

    @Test
    void hasNothingToSayOfAnEmptyLibrary() {
        assertThat(Shipped.rules().match(CLIENT, List.of(), 5, Shipped.NOW)).isEqualTo(Match.NOTHING);
    }

    @Test
    void findsInALargeLibraryWhatDroolsFindsInAllOfIt() {
        for (long seed = 0; seed < 4; seed++) {
            List<Candidate> all =
                    new LibraryCandidates(library(5_000, seed), Set.of(), TODAY).find(CLIENT, Set.of(), Set.of());

            Match match = Shipped.rules().match(CLIENT, all, 25, Shipped.NOW);

            assertThat(match.items()).as("seed %d", seed).isNotEmpty().isEqualTo(bruteForce(all, 25));
        }
    }

    @Test
    void findsTheSameNearestMissInALargeLibrary() {
        List<Candidate> all =
                new LibraryCandidates(library(5_000, 7), Set.of(), TODAY).find(CLIENT, Set.of(), Set.of());
        Match large = new Matching(RuleEngine.of(TABLE), BigDecimal.valueOf(1_000)).match(CLIENT, all, 1, Shipped.NOW);
        String expected = bruteForce(all, 1).get(0).id();

        assertThat(large.items()).isEmpty();
        assertThat(large.nearestMiss().item().id()).isEqualTo(expected);
    }

    private static List<ContentChoice> bruteForce(List<Candidate> all, int limit) {
        List<List<Row>> rows = RuleEngine.of(TABLE)
                .rowsForEach(
                        all.stream()
                                .map(candidate -> new Subject(CLIENT, candidate.facts()))
                                .toList(),
                        Shipped.NOW);
        var choices = new ArrayList<ContentChoice>();
        for (int i = 0; i < all.size(); i++) {
            List<RowHit> reasons = rows.get(i).stream()
                    .map(row ->
                            row.hit().withPoints(row.number("points") == null ? BigDecimal.ZERO : row.number("points")))
                    .toList();
            BigDecimal score = reasons.stream().map(RowHit::points).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (rows.get(i).stream().noneMatch(row -> row.is("excludes")) && score.compareTo(MINIMUM) >= 0) {
                Candidate item = all.get(i);
                choices.add(new ContentChoice(item.id(), item.title(), item.type(), item.url(), score, reasons));
            }
        }
        choices.sort(Comparator.comparing(ContentChoice::score).reversed().thenComparing(ContentChoice::id));
        return choices.subList(0, Math.min(limit, choices.size()));
    }

    private static Match match(LibraryCandidates candidates, int limit) {
        return Shipped.rules().match(CLIENT, candidates.find(CLIENT, Set.of(), Set.of()), limit, Shipped.NOW);
    }

    private static Candidate fitting(String id, boolean isInTheirLanguage) {
        return candidate(
                id,
                Map.of(
                        "type",
                        "GUIDE",
                        "stageFit",
                        "EXACT",
                        "levelFit",
                        "EXACT",
                        "interestFit",
                        "ANY",
                        "languageFit",
                        isInTheirLanguage));
    }

    private static Candidate candidate(String id, Map<String, Object> facts) {
        return new Candidate(id, "Item " + id, "GUIDE", null, Facts.of(facts));
    }

    private static List<ContentItem> library(int size, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, size)
                .mapToObj(i -> new ContentItem(
                        "item-" + i,
                        any(random, "GUIDE", "CHECKLIST", "VIDEO", "CASE", "WEBINAR", "TEST"),
                        "Item " + i,
                        null,
                        null,
                        some(random, "price", "time", "results", "exam", "children", "beginner", "after-sale"),
                        some(random, "NEW", "ENGAGED", "QUALIFIED", "CUSTOMER"),
                        some(random, "A1", "A2", "B1", "B2", "C1"),
                        some(random, "TRAVEL", "WORK", "EXAMS", "SPEAKING"),
                        any(random, "ru", "ru", "ru", "en"),
                        any(random, "PDF", "AUDIO", "VIDEO"),
                        random.nextBoolean() ? null : TODAY.minusDays(random.nextInt(500)),
                        null,
                        true))
                .toList();
    }

    private static String any(Random random, String... from) {
        return from[random.nextInt(from.length)];
    }

    private static List<String> some(Random random, String... from) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> any(random, from))
                .distinct()
                .toList();
    }
}
