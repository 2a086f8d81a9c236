package io.rapport.insight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.engagement.rollup.Rollups;
import io.rapport.insight.journey.Journeys.Reached;
import io.rapport.insight.kpi.Period;
import io.rapport.testing.InventedSchool;
import io.rapport.testing.InventedSchool.Decision;
import io.rapport.testing.InventedSchool.Payment;
import io.rapport.testing.InventedSchool.Person;
import io.rapport.testing.InventedSchoolRows;
import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JourneysTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Yekaterinburg");
    private static final Instant NOW = Instant.parse("2026-11-22T20:30:00Z");
    private static final Period PERIOD = new Period(LocalDate.parse("2026-08-31"), LocalDate.parse("2026-10-15"));

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, Integer.MAX_VALUE})
    void aClientCountsForEveryStageUpToTheFurthestHoweverFarTheJobHasCome(int steps) {
        var school = InventedSchool.of(21, 200, 1, NOW.minus(Duration.ofDays(180)), NOW, ZONE);
        new InventedSchoolRows(database.jdbc()).write(school);
        Rollups.run(database, ZONE, NOW, steps);
        var journeys = new Journeys(
                database.jdbc(), Objects.requireNonNull(database.transaction().getTransactionManager()), ZONE);

        Journeys.Funnel funnel = journeys.funnel(PERIOD);

        List<Person> created =
                school.people.stream().filter(p -> isIn(p.createdAt())).toList();
        assertThat(funnel.stages())
                .containsExactlyElementsOf(IntStream.range(0, 5)
                        .mapToObj(stage -> new Reached(
                                Journeys.STAGES.get(stage),
                                created.stream()
                                        .filter(p -> furthest(school, p) >= stage)
                                        .count()))
                        .toList());
        assertThat(funnel.lost())
                .isEqualTo(
                        created.stream().filter(p -> p.stage().equals("LOST")).count());
        assertThat(journeys.cycles(PERIOD).stream().mapToLong(n -> n).sum())
                .isEqualTo(school.people.stream()
                        .filter(p -> firstSaleIsIn(school, p))
                        .count());
    }

    private static int furthest(InventedSchool school, Person person) {
        Stream<String> decided =
                school.decisions.stream().filter(d -> d.client() == person.id()).map(Decision::stage);
        Stream<String> bought = school.payments.stream()
                .filter(p -> p.client() == person.id() && p.refunded().compareTo(p.amount()) < 0)
                .map(p -> "CUSTOMER");
        return Stream.of(decided, bought, Stream.of("NEW", person.stage()))
                .flatMap(stages -> stages)
                .mapToInt(Journeys.STAGES::indexOf)
                .max()
                .orElseThrow();
    }

    private static boolean firstSaleIsIn(InventedSchool school, Person person) {
        return school.payments.stream()
                .filter(p -> p.client() == person.id() && p.refunded().compareTo(p.amount()) < 0)
                .map(Payment::at)
                .min(Instant::compareTo)
                .filter(JourneysTest::isIn)
                .isPresent();
    }

    private static boolean isIn(Instant at) {
        LocalDate day = at.atZone(ZONE).toLocalDate();
        return !day.isBefore(PERIOD.from()) && !day.isAfter(PERIOD.to());
    }
}
