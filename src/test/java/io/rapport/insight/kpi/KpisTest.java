package io.rapport.insight.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.engagement.rollup.Rollups;
import io.rapport.release.LiveRelease;
import io.rapport.testing.InventedSchool;
import io.rapport.testing.InventedSchoolRows;
import io.rapport.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against a naive count of the same invented school, however far the job has come. */
class KpisTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Yekaterinburg");
    private static final Instant NOW = Instant.parse("2026-11-22T20:30:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final List<Period> PERIODS = List.of(
            new Period(LocalDate.parse("2026-08-31"), LocalDate.parse("2026-10-15")),
            new Period(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-11-23")),
            new Period(LocalDate.parse("2026-11-23"), LocalDate.parse("2026-11-23")));
    private static final List<Cut> CUTS = List.of(
            Cut.TOTAL,
            Cut.DAY,
            Cut.WEEK,
            Cut.MONTH,
            Cut.COHORT,
            Cut.SOURCE,
            Cut.STAGE,
            Cut.RELEASE,
            Cut.ROW,
            Cut.CONTENT);

    private final TestDatabase database = TestDatabase.create();
    private final InventedSchoolRows rows = new InventedSchoolRows(database.jdbc());

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void equalANaiveCountWhateverTheJobHasCountedAlready(long seed) {
        var school = InventedSchool.of(seed, 70, 1, NOW.minus(Duration.ofDays(180)), YESTERDAY, ZONE);
        rows.write(school);
        Map<String, List<Figures>> truth = naive(school);
        same(counted(), truth);

        Rollups.run(database, ZONE, YESTERDAY, 12);
        same(counted(), truth);

        Rollups.run(database, ZONE, YESTERDAY);
        assertThat(number("select count(*) from touch_outcome")).isPositive();
        same(counted(), truth);

        var today = InventedSchool.of(seed + 100, 25, 1_000_000, YESTERDAY, NOW, ZONE);
        school.letters.stream()
                .map(late -> new InventedSchool.Happening(
                        late.client(), "MESSAGE", late.at().plus(Duration.ofHours(late.id() * 7 % 84))))
                .forEach(today.happenings::add);
        rows.write(today);
        today.costs.removeIf(cost -> school.costs.stream()
                .anyMatch(known ->
                        known.campaign().equals(cost.campaign()) && known.day().equals(cost.day())));
        school.add(today);
        Map<String, List<Figures>> newTruth = naive(school);
        same(counted(), newTruth);

        Rollups.run(database, ZONE, NOW);
        same(counted(), newTruth);
    }

    private Map<String, List<Figures>> counted() {
        Kpis kpis = kpis();
        Period year = PERIODS.get(1);
        CUTS.forEach(cut -> assertThat(kpis.report(year, cut, 14).total())
                .as("the total beside parts " + cut)
                .usingRecursiveComparison()
                .withComparatorForType(Comparator.<BigDecimal>naturalOrder(), BigDecimal.class)
                .isEqualTo(kpis.total(year)));
        return asked((period, cut) -> cut == Cut.TOTAL
                ? Stream.of(kpis.total(period))
                        .filter(f -> !f.equals(Figures.none("")))
                        .toList()
                : kpis.report(period, cut, days(period)).parts());
    }

    private static Map<String, List<Figures>> naive(InventedSchool school) {
        return asked((period, cut) -> new Recount(school, ZONE, period, cut, days(period)).parts());
    }

    private static Map<String, List<Figures>> asked(BiFunction<Period, Cut, List<Figures>> answer) {
        Map<String, List<Figures>> answers = new LinkedHashMap<>();
        for (Period period : PERIODS) {
            CUTS.stream()
                    .filter(cut -> cut != Cut.DAY || period.days() < 100)
                    .forEach(cut -> answers.put(cut + " " + period, answer.apply(period, cut)));
        }
        return answers;
    }

    private static int days(Period period) {
        return 1 + (int) (period.days() % 20);
    }

    private static void same(Map<String, List<Figures>> counted, Map<String, List<Figures>> naive) {
        naive.forEach((what, truth) -> assertThat(counted.get(what))
                .as(what)
                .usingRecursiveComparison()
                .withComparatorForType(Comparator.<BigDecimal>naturalOrder(), BigDecimal.class)
                .withComparatorForType(new DoubleComparator(1e-6), Double.class)
                .isEqualTo(truth));
    }

    private Kpis kpis() {
        return new Kpis(
                database.jdbc(),
                Objects.requireNonNull(database.transaction().getTransactionManager()),
                nobodyIsLive(),
                ZONE);
    }

    /** Arms alone ask for the live rules. */
    private static LiveRelease nobodyIsLive() {
        return null;
    }

    private long number(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }
}
