package io.rapport.ruleset.stage;

import static io.rapport.ruleset.ClientBuilder.aClient;
import static io.rapport.ruleset.ClientBuilder.aClientAt;
import static io.rapport.ruleset.WorkbookBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.decision.Outcome;
import io.rapport.decision.RowHit;
import io.rapport.decision.Score;
import io.rapport.decision.Trigger;
import io.rapport.fact.Candidates;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.ruleset.ClientBuilder;
import io.rapport.ruleset.RuleFolder;
import io.rapport.ruleset.Shipped;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Tables;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {

    private static final Object[] HEADER = row(
            "№",
            "Событие",
            "Дней назад, от",
            "Дней назад, до",
            "Очков",
            "Полураспад, дней",
            "Не больше раз в день",
            "Не больше раз",
            "Причина");

    @Test
    void isTheExactSumOfWhatItLists() {
        for (long seed = 0; seed < 2_000; seed++) {
            Outcome outcome = decided(randomHistory(seed).sheet());

            Score score = outcome.score();
            BigDecimal sum = Stream.concat(score.fitRows().stream(), score.engagementRows().stream())
                    .map(RowHit::points)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(score.total()).as("seed %d", seed).isEqualByComparingTo(sum);
            assertThat(outcome.rows())
                    .as("seed %d", seed)
                    .containsAll(score.fitRows())
                    .containsAll(score.engagementRows());
        }
    }

    @Test
    void countsAtOnceWhatTheAnswerItselfBringsAbout() {
        for (long seed = 0; seed < 300; seed++) {
            FactSheet sheet = randomHistory(seed)
                    .withPhone("+79161234567")
                    .says("WANTS_TRIAL")
                    .sheet();

            Outcome outcome = Shipped.rules().decide(sheet, Trigger.MESSAGE, Candidates.NONE);

            List<EventFact> deeds = outcome.reply().parts().stream()
                    .filter(part -> part.leaves() != null)
                    .map(part -> new EventFact(part.leaves(), sheet.at(), 1_000, Map.of()))
                    .toList();
            Score score =
                    decided(sheet.after(deeds).with(outcome.tagging().tags())).score();
            assertThat(outcome.score()).as("seed %d", seed).isEqualTo(score);
            assertThat(outcome.rows())
                    .as("seed %d", seed)
                    .containsAll(score.fitRows())
                    .containsAll(score.engagementRows())
                    .doesNotHaveDuplicates();
            assertThat(outcome.rows())
                    .as("seed %d: one band, the one that counts", seed)
                    .filteredOn(hit -> hit.table().equals("bands"))
                    .hasSize(1);
        }
    }

    @Test
    void givesTheSameOutcomeForTheSameSheetInAnyOrderAndWhateverTheFutureHolds() {
        for (long seed = 0; seed < 300; seed++) {
            FactSheet sheet = randomHistory(seed).sheet();
            var shuffled = new ArrayList<>(sheet.events());
            Collections.shuffle(shuffled, new Random(seed));
            var pastOnly = sheet.past();
            Outcome outcome = decided(sheet);

            assertThat(decided(sheet)).as("again, seed %d", seed).isEqualTo(outcome);
            assertThat(decided(
                            new FactSheet(1, sheet.at(), sheet.client(), sheet.elapsed(), shuffled, sheet.signals())))
                    .as("in another order, seed %d", seed)
                    .isEqualTo(outcome);
            assertThat(decided(
                            new FactSheet(1, sheet.at(), sheet.client(), sheet.elapsed(), pastOnly, sheet.signals())))
                    .as("without the future, seed %d", seed)
                    .isEqualTo(outcome);
        }
    }

    @Test
    void isNotChangedByAnEventOfTheFuture() {
        ClientBuilder client =
                aClient().did("ASKED_PRICE", Duration.ofDays(1)).did("OBJECTION_PRICE", Duration.ofDays(1));
        FactSheet before = client.sheet();
        FactSheet after = client.did("OBJECTION_PRICE", Duration.ofSeconds(-1))
                .did("PURCHASED", Duration.ofDays(-1))
                .sheet();

        assertThat(after.client()).isEqualTo(before.client());
        assertThat(decided(after)).isEqualTo(decided(before));
    }

    @Test
    void halvesWithEveryHalfLife() {
        Object[] price = row("S-010", "спросил цену", null, null, 20, 14, null, null, "Цена");

        assertThat(engagement(aClient().did("ASKED_PRICE"), price)).isEqualByComparingTo("20");
        assertThat(engagement(aClient().did("ASKED_PRICE", Duration.ofDays(14)), price))
                .isEqualByComparingTo("10");
        assertThat(engagement(aClient().did("ASKED_PRICE", Duration.ofDays(28)), price))
                .isEqualByComparingTo("5");
        assertThat(engagement(aClient().did("ASKED_PRICE", Duration.ofDays(7)), price))
                .isEqualByComparingTo("14.14");
    }

    @Test
    void isTheScoreOfTheInstantThatIsAskedFor() {
        Object[] price = row("S-010", "спросил цену", null, null, 20, 14, null, null, "Цена");
        Duration twoWeeks = Duration.ofDays(14);

        assertThat(engagement(aClientAt(Shipped.NOW.plus(twoWeeks)).did("ASKED_PRICE", twoWeeks), price))
                .isEqualByComparingTo("10");
        assertThat(engagement(aClientAt(Shipped.NOW.minus(twoWeeks)).did("ASKED_PRICE", twoWeeks.negated()), price))
                .isEqualByComparingTo("0");
    }

    @ParameterizedTest(name = "{0} hours ago: {1}")
    @CsvSource({"47, 0", "48, 7", "71, 7", "240, 7", "263, 7", "264, 0"})
    void countsBothEndsOfAWindowOfDays(int hours, BigDecimal points) {
        Object[] window = row("S-010", "спросил цену", 2, 10, 7, null, null, null, "Цена");

        assertThat(engagement(aClient().did("ASKED_PRICE", Duration.ofHours(hours)), window))
                .isEqualByComparingTo(points);
    }

    @Test
    void countsNoMoreOfADayThanAllowedInTheZoneOfTheTable() {
        Object[] twoADay = row("S-010", "спросил цену", null, null, 1, null, 2, null, "Цена");
        Instant lateEvening = Instant.parse("2026-11-22T20:59:00Z");

        assertThat(engagement(
                        aClientAt(lateEvening)
                                .did("ASKED_PRICE", Duration.ofHours(1))
                                .did("ASKED_PRICE", Duration.ofHours(2))
                                .did("ASKED_PRICE", Duration.ofHours(23)),
                        twoADay))
                .isEqualByComparingTo("2");
        assertThat(engagement(
                        aClientAt(lateEvening)
                                .did("ASKED_PRICE", Duration.ofHours(1))
                                .did("ASKED_PRICE", Duration.ofHours(2))
                                .did("ASKED_PRICE", Duration.ofHours(24)),
                        twoADay))
                .isEqualByComparingTo("3");
    }

    @Test
    void countsTheLatestWhereOnlySoManyCount() {
        Object[] two = row("S-010", "спросил цену", null, null, 20, 14, null, 2, "Цена");

        assertThat(engagement(
                        aClient()
                                .did("ASKED_PRICE", Duration.ofDays(28))
                                .did("ASKED_PRICE", Duration.ofDays(14))
                                .did("ASKED_PRICE"),
                        two))
                .isEqualByComparingTo("30");
    }

    @Test
    void takesPointsAwayToo() {
        assertThat(engagement(
                        aClient().did("ASKED_PRICE").did("COMPLAINT"),
                        row("S-010", "спросил цену", null, null, 20, null, null, null, "Цена"),
                        row("S-020", "жалуется", null, null, -30.5, null, null, null, "Жалоба")))
                .isEqualByComparingTo("-10.5");
    }

    @ParameterizedTest(name = "{0} points: {1}")
    @CsvSource({"19.99, COLD", "20, WARM", "49.99, WARM", "50, HOT", "79.99, HOT", "80, READY", "-100, COLD"})
    void findsTheBandInWholePoints(double points, String band) {
        Score score = score(
                aClient().did("ASKED_PRICE"),
                row("S-010", "спросил цену", null, null, points, null, null, null, "Цена"));

        assertThat(score.engagement()).isEqualByComparingTo(BigDecimal.valueOf(points));
        assertThat(score.band()).isEqualTo(band);
    }

    private static BigDecimal engagement(ClientBuilder client, Object[]... rows) {
        return score(client, rows).engagement();
    }

    private static Score score(ClientBuilder client, Object[]... rows) {
        Tables tables = RuleFolder.scoring(Stream.concat(Stream.<Object[]>of(HEADER), Stream.of(rows))
                        .toArray(Object[][]::new))
                .with(
                        "scoring.xlsx",
                        book -> book.sheet(
                                "Профиль", row("№", "Покупок, от", "Очков", "Причина"), row("F-010", 1000, 1, "Никто")))
                .tables();
        return new Scoring(
                        RuleEngine.of(tables.table("scoring")),
                        RuleEngine.of(tables.table("fit")),
                        RuleEngine.of(tables.table("bands")))
                .score(List.of(client.sheet()), client.sheet().at())
                .get(0)
                .score();
    }

    /** Without the next review: the instant of a future event is one. */
    private static Outcome decided(FactSheet sheet) {
        Outcome outcome = Shipped.rules().decide(sheet, Trigger.DUE, Candidates.NONE);
        return new Outcome(
                outcome.score(),
                outcome.tagging(),
                outcome.stage(),
                outcome.reply(),
                outcome.match(),
                outcome.initiative(),
                null,
                outcome.rows());
    }

    private static ClientBuilder randomHistory(long seed) {
        var random = new Random(seed);
        List<String> types =
                List.copyOf(Shipped.rules().tables().lists().get("events").codes());
        List<String> stages = List.of("NEW", "ENGAGED", "QUALIFIED", "OFFERED", "CUSTOMER", "LOST");
        List<String> values = List.of("B1", "EXAMS", "ielts", "TRAVEL", "GOAL", "CLARIFY");
        ClientBuilder client = aClient().inStage(stages.get(random.nextInt(stages.size())));
        for (int i = random.nextInt(40); i > 0; i--) {
            client.did(
                    types.get(random.nextInt(types.size())),
                    Duration.ofMinutes(random.nextInt(100 * 24 * 60) - 5 * 24 * 60),
                    values.get(random.nextInt(values.size())));
        }
        return client;
    }
}
