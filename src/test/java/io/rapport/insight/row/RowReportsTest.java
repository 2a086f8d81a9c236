package io.rapport.insight.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.engagement.rollup.Rollups;
import io.rapport.insight.kpi.Cut;
import io.rapport.insight.kpi.Figures;
import io.rapport.insight.kpi.Kpis;
import io.rapport.insight.kpi.Period;
import io.rapport.ruleset.Shipped;
import io.rapport.testing.InventedSchool;
import io.rapport.testing.InventedSchoolRows;
import io.rapport.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.PlatformTransactionManager;

class RowReportsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Yekaterinburg");
    private static final Instant NOW = Instant.parse("2026-11-22T20:30:00Z");
    private static final Period PERIOD = new Period(LocalDate.parse("2026-08-31"), LocalDate.parse("2026-10-15"));

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, Integer.MAX_VALUE})
    void equalANaiveCountHoweverFarTheJobHasCome(int steps) {
        var school = InventedSchool.of(11, 150, 1, NOW.minus(Duration.ofDays(180)), NOW, ZONE);
        new InventedSchoolRows(database.jdbc()).write(school);
        Rollups.run(database, ZONE, NOW, steps);

        Map<String, RowResult> rows = rows();
        Map<String, Figures> figures = figures();

        for (String row : List.of("S-010", "W-160", "W-215", "K-010", "R-050", "R-110")) {
            RowResult result = rows.get(row);
            assertThat(result.table()).isEqualTo(InventedSchoolRows.table(row));
            assertThat(result.fired()).as(row).isEqualTo(fired(school, row));
            assertThat(result.lastFired())
                    .isEqualTo(school.decisions.stream()
                            .filter(d -> d.rows().contains(row))
                            .map(InventedSchool.Decision::at)
                            .max(Instant::compareTo)
                            .orElseThrow());
            if (!row.startsWith("S")) {
                Figures same = figures.get(row);
                assertThat(result.touches()).isPositive();
                assertThat(result.sales()).isEqualTo(same.sales());
                assertThat(result.revenueIn("RUB"))
                        .isEqualByComparingTo(same.in("RUB").revenue());
                assertThat(result.revenueIn("USD"))
                        .isEqualByComparingTo(same.in("USD").revenue());
            }
        }
        assertThat(rows.get("W-160").touches()).isEqualTo(figures.get("W-160").delivered());
        assertThat(rows.get("W-160").replied()).isEqualTo(figures.get("W-160").answered());
    }

    @Test
    void listsRowsThatNeverFiredAndThoseThatOnlyKeepSilence() {
        long anna = database.jdbc()
                .sql("insert into client (created_at) values ('2026-01-01') returning id")
                .query(Long.class)
                .single();
        database.jdbc().sql("""
                insert into silence (client_id, digest, release_id, action, row_id, reason, first_at, last_at, times)
                values (?, 'x', 1, 'WAIT', 'W-195', 'so', '2026-08-01', '2026-09-15', 7)
                """).param(anna).update();

        Map<String, RowResult> rows = rows();

        assertThat(rows.get("W-195").silent()).isEqualTo(1);
        assertThat(rows.get("W-195").isIdle()).isFalse();
        assertThat(rows.get("W-195").place()).startsWith("reengagement.xlsx › ");
        assertThat(rows.get("W-160").isIdle()).isTrue();
        assertThat(rows.get("W-160").lastFired()).isNull();
        assertThat(rows.get("W-160").revenueIn("RUB")).isEqualTo(BigDecimal.ZERO);
    }

    private static long fired(InventedSchool school, String row) {
        return school.decisions.stream()
                .filter(d -> d.rows().contains(row))
                .map(d -> d.at().atZone(ZONE).toLocalDate())
                .filter(day -> !day.isBefore(PERIOD.from()) && !day.isAfter(PERIOD.to()))
                .count();
    }

    private Map<String, RowResult> rows() {
        return new RowReports(database.jdbc(), transactions(), ZONE)
                .of(PERIOD, 14, Shipped.rules().tables()).stream()
                        .collect(Collectors.toMap(RowResult::row, Function.identity()));
    }

    private Map<String, Figures> figures() {
        return new Kpis(database.jdbc(), transactions(), null, ZONE)
                .report(PERIOD, Cut.ROW, 14).parts().stream()
                        .collect(Collectors.toMap(Figures::key, Function.identity()));
    }

    private PlatformTransactionManager transactions() {
        return Objects.requireNonNull(database.transaction().getTransactionManager());
    }
}
