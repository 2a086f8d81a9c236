package io.rapport.ruleset.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.ruleset.RuleFolder;
import io.rapport.ruleset.Shipped;
import io.rapport.ruleset.WorkbookBuilder;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import io.rapport.ruleset.table.Tables;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drools finds exactly the rows that reading the table from top to bottom finds. */
class EngineAgreesTest {

    private static final int SUBJECTS = 10_000;
    /** Rows with a dozen conditions are rarely hit. */
    private static final int MOST_SUBJECTS = 200_000;

    private static final int BATCH = 500;

    static Stream<Named<RuleTable>> tables() {
        return Shipped.rules().tables().rules().values().stream().map(table -> Named.of(table.id(), table));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void findsTheRowsThatHold(RuleTable table) {
        long seed = table.id().hashCode();
        var subjects = new Subjects(Shipped.rules().tables(), table, seed);
        RuleEngine engine = RuleEngine.of(table);
        Set<Row> seen = new HashSet<>();
        int half = table.enabledRows().size() / 2;
        for (int i = 0; i < SUBJECTS || seen.size() <= half && i < MOST_SUBJECTS; i += BATCH) {
            List<Subject> batch =
                    IntStream.range(0, BATCH).mapToObj(n -> subjects.next()).toList();
            List<List<Row>> found = engine.rowsForEach(batch, Shipped.NOW);
            for (int n = 0; n < BATCH; n++) {
                assertThat(found.get(n))
                        .as("seed %d, table %s, subject %s", seed, table.id(), batch.get(n))
                        .isEqualTo(table.resolve(table.holding(batch.get(n)), table.day(Shipped.NOW)));
                seen.addAll(found.get(n));
            }
        }
        assertThat(seen)
                .as("seed %d: random subjects that hit hardly anything prove nothing", seed)
                .hasSizeGreaterThan(half);
    }

    @Test
    void answersEightThreadsAlike() throws Exception {
        RuleTable table = Shipped.rules().tables().table("replies");
        var subjects = new Subjects(Shipped.rules().tables(), table, 8);
        List<Subject> asked =
                IntStream.range(0, 300).mapToObj(n -> subjects.next()).toList();
        List<List<Row>> expected = asked.stream()
                .map(subject -> table.resolve(table.holding(subject), table.day(Shipped.NOW)))
                .toList();
        RuleEngine engine = RuleEngine.of(table);
        Callable<List<List<Row>>> askAll = () -> asked.stream()
                .map(subject -> engine.rowsFor(subject, Shipped.NOW))
                .toList();

        var threads = Executors.newFixedThreadPool(8);
        try {
            for (var answer : threads.invokeAll(java.util.Collections.nCopies(8, askAll))) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsRowsApartThatDifferInOneValueOnly() {
        Object[] header = WorkbookBuilder.row("№", "Событие", "Значение", "Дней назад, до", "Очков", "Причина");
        Tables tables = RuleFolder.scoring(
                        header,
                        WorkbookBuilder.row("S-010", "спросил цену", "а", 10, 1, "Раз"),
                        WorkbookBuilder.row("S-020", "спросил цену", "б", 10, 1, "Два"),
                        WorkbookBuilder.row("S-030", "спросил цену", "не а", 10, 1, "Три"),
                        WorkbookBuilder.row("S-040", "спросил цену", "а", 11, 1, "Четыре"),
                        WorkbookBuilder.row("S-050", "не спросил цену", "а", 10, 1, "Пять"),
                        WorkbookBuilder.row("S-060", "спросил скидку", "а", 10, 1, "Шесть"),
                        WorkbookBuilder.row("S-070", "спросил цену", "; не а", 10, 1, "Семь"),
                        WorkbookBuilder.row("S-080", "спросил цену", "не а; б", 10, 1, "Восемь"))
                .tables();
        RuleTable table = tables.table("scoring");
        RuleEngine engine = RuleEngine.of(table);
        var subjects = new Subjects(tables, table, 1);

        for (int i = 0; i < 2_000; i++) {
            Subject subject = subjects.next();
            assertThat(engine.rowsFor(subject, Shipped.NOW))
                    .as("%s", subject)
                    .isEqualTo(table.resolve(table.holding(subject), table.day(Shipped.NOW)));
        }
    }

    @Test
    void keepsRowsApartThatAskTheSameOfDifferentFacts() {
        Tables tables = RuleFolder.lean()
                .with(
                        "scoring.xlsx",
                        book -> book.sheet(
                                "Профиль",
                                WorkbookBuilder.row(
                                        "№", "Уровень известен", "Цель известна", "Есть контакт", "Очков", "Причина"),
                                WorkbookBuilder.row("F-010", "да", null, null, 1, "Раз"),
                                WorkbookBuilder.row("F-020", null, "да", null, 1, "Два"),
                                WorkbookBuilder.row("F-030", null, null, "да", 1, "Три"),
                                WorkbookBuilder.row("F-040", "нет", "да", "нет", 1, "Четыре")))
                .tables();
        RuleTable table = tables.table("fit");
        RuleEngine engine = RuleEngine.of(table);
        var subjects = new Subjects(tables, table, 2);

        for (int i = 0; i < 200; i++) {
            Subject subject = subjects.next();
            assertThat(engine.rowsFor(subject, Shipped.NOW))
                    .as("%s", subject)
                    .isEqualTo(table.resolve(table.holding(subject), table.day(Shipped.NOW)));
        }
    }

    @Test
    void countsRowsOnTheirDaysOnlyInTheZoneOfTheTable() {
        RuleTable table = RuleFolder.scoring(
                        WorkbookBuilder.row("№", "Событие", "Очков", "Действует с", "Действует по", "Причина"),
                        WorkbookBuilder.row("S-010", "спросил цену", 1, "01.12.2026", "31.12.2026", "Декабрь"))
                .tables()
                .table("scoring");
        Subject price =
                new Subject(io.rapport.fact.Facts.NONE, io.rapport.fact.Facts.of(Map.of("type", "ASKED_PRICE")));
        RuleEngine engine = RuleEngine.of(table);
        Instant begin = Instant.parse("2026-11-30T21:00:00Z");
        Instant end = Instant.parse("2026-12-31T21:00:00Z");

        assertThat(engine.rowsFor(price, begin.minusSeconds(1))).isEmpty();
        assertThat(engine.rowsFor(price, begin)).hasSize(1);
        assertThat(engine.rowsFor(price, end.minusSeconds(1))).hasSize(1);
        assertThat(engine.rowsFor(price, end)).isEmpty();
    }

    @Test
    void compilesAHundredTimesWithoutPilingUpClasses() {
        RuleTable table = Shipped.rules().tables().table("stages");
        var subjects = new Subjects(Shipped.rules().tables(), table, 100);
        Subject subject = subjects.next();
        List<Row> expected = table.resolve(table.holding(subject), table.day(Shipped.NOW));
        RuleEngine.of(table).rowsFor(subject, Shipped.NOW);
        long before = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();

        for (int i = 0; i < 100; i++) {
            assertThat(RuleEngine.of(table).rowsFor(subject, Shipped.NOW)).isEqualTo(expected);
        }

        assertThat(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() - before)
                .as("classes loaded by 100 compilations of one table")
                .isLessThan(2_000);
    }
}
