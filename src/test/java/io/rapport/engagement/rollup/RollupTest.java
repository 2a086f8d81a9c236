package io.rapport.engagement.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.engagement.job.Job.Step;
import io.rapport.testing.InventedSchool;
import io.rapport.testing.InventedSchoolRows;
import io.rapport.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollupTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void countsTheSameInManyPiecesAsInOne() {
        new InventedSchoolRows(database.jdbc())
                .write(InventedSchool.of(5, 300, 1, NOW.minus(Duration.ofDays(100)), NOW, ZONE));
        for (int i = 0; i < 40; i++) {
            Rollups.run(database, ZONE, NOW, 7);
        }
        Rollups.run(database, ZONE, NOW);
        List<String> pieces = counted();

        recount();

        assertThat(pieces).hasSizeGreaterThan(500).isEqualTo(counted());
        Rollups.run(database, ZONE, NOW);
        assertThat(counted()).as("counted twice").isEqualTo(pieces);
    }

    /** Its id is lower than that of another which is committed already. */
    @Test
    void waitsForWhoeverIsStillWriting() throws SQLException {
        run(
                "insert into release (id, hash, author, published_at) overriding system value values (1, 'x', 'test', '2026-01-01')");
        run("insert into client (id, created_at) overriding system value values (1, '2026-01-01')");
        var job = new Rollup(
                new RollupRows(database.jdbc()), Clock.fixed(NOW, ZoneOffset.UTC), ZONE, Duration.ofMinutes(15));
        Map<String, Long> position;
        try (Connection slow = database.dataSource().getConnection()) {
            slow.setAutoCommit(false);
            slow.createStatement().execute(decision("ENGAGED"));
            run(decision("QUALIFIED"));
            position = job.begin(Map.of());
            for (int i = 0; i < 3; i++) {
                Step step = step(job, position);
                assertThat(step.state()).isEqualTo(Step.State.REST);
                position = step.position();
            }
            slow.commit();
        }
        for (Step step = step(job, position); step.state() != Step.State.DONE; step = step(job, step.position())) {
            assertThat(step.state()).isEqualTo(Step.State.MORE);
        }
        assertThat(database.jdbc()
                        .sql("select stage from stage_reached order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("ENGAGED", "QUALIFIED");
    }

    @Test
    void givesUpWaitingAndSaysSoByHavingDoneNothing() {
        var job = new Rollup(
                new RollupRows(database.jdbc()), Clock.fixed(NOW, ZoneOffset.UTC), ZONE, Duration.ofMinutes(15));
        var position =
                new HashMap<>(Map.of("decision", 0L, "event", 0L, "transaction", Long.MAX_VALUE, "waited", 150L));

        assertThat(step(job, position).state()).isEqualTo(Step.State.DONE);
        assertThat(job.isWanted(Map.of("at", NOW.minusSeconds(899).toEpochMilli())))
                .isFalse();
        assertThat(job.isWanted(Map.of("at", NOW.minusSeconds(900).toEpochMilli())))
                .isTrue();
    }

    @Test
    void followsClientsWhoTurnOutToBeOneAndTwoAgain() {
        new InventedSchoolRows(database.jdbc())
                .write(InventedSchool.of(8, 60, 1, NOW.minus(Duration.ofDays(30)), NOW, ZONE));
        Rollups.run(database, ZONE, NOW);
        List<String> before = counted();

        for (String table : List.of("touch", "event", "decision")) {
            run("create table was_" + table + " as select id from " + table + " where client_id % 2 = 0");
            run("update " + table + " set client_id = client_id - 1 where client_id % 2 = 0");
        }
        List<String> merged = counted();
        recount();
        assertThat(counted()).isEqualTo(merged).isNotEqualTo(before);

        for (String table : List.of("decision", "touch", "event")) {
            run("update " + table + " set client_id = client_id + 1 where id in (select id from was_" + table + ")");
        }
        assertThat(counted()).isEqualTo(before);
    }

    @Test
    void forgetsWhoeverIsErased() {
        new InventedSchoolRows(database.jdbc())
                .write(InventedSchool.of(9, 40, 1, NOW.minus(Duration.ofDays(30)), NOW, ZONE));
        Rollups.run(database, ZONE, NOW);

        run("delete from client");

        assertThat(database.jdbc()
                        .sql("select (select count(*) from touch_outcome) + (select count(*) from stage_reached)")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(database.jdbc()
                        .sql("select count(*) from row_fired")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    private void recount() {
        run("update rolled_up set decision = 0, event = 0, touch = '-infinity'");
        run("delete from touch_outcome");
        run("delete from stage_reached");
        run("delete from row_fired");
        Rollups.run(database, ZONE, NOW);
    }

    private Step step(Rollup job, Map<String, Long> position) {
        return database.transaction().execute(status -> job.step(position, NOW));
    }

    private static String decision(String stage) {
        return """
                insert into decision (client_id, at, trigger, release_id, stage, action, sheet, outcome)
                values (1, '2026-11-22', 'DUE', 1, '%s', 'WAIT', '{}', '{}')
                """.formatted(stage);
    }

    private List<String> counted() {
        return database.jdbc().sql("""
                select 'touch ' || to_jsonb(t)::text from touch_outcome t
                union all select 'stage ' || to_jsonb(s)::text from stage_reached s
                union all select 'row ' || to_jsonb(r)::text from row_fired r
                order by 1
                """).query(String.class).list();
    }

    private void run(String sql) {
        database.jdbc().sql(sql).update();
    }
}
