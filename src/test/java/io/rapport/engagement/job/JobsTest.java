package io.rapport.engagement.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.engagement.job.Job.Step;
import io.rapport.engagement.job.JobRuns.Run;
import io.rapport.testing.HandClock;
import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nodes are objects here: each with threads of its own, all on one database. */
class JobsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SLICES = 20;

    private final TestDatabase database = TestDatabase.create();
    private final JobRuns runs = new JobRuns(database.jdbc());
    private final HandClock clock = HandClock.at(NOON);
    private final Counting counting = new Counting();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aJobThatHasNeverRunRunsAtOnceAndThenWhenItsTimeHasCome() {
        Jobs jobs = node();

        jobs.look();
        awaitDone(1);
        jobs.look();
        clock.set(NOON.plus(Duration.ofHours(15)).minusSeconds(1));
        jobs.look();
        assertThat(runsKept()).isOne();

        clock.set(NOON.plus(Duration.ofHours(15)));
        jobs.look();
        awaitDone(2);
        assertThat(counting.done).hasValue(2 * SLICES);
    }

    @Test
    void whatWasMissedForAWeekIsMadeUpForOnce() {
        Jobs jobs = node();
        jobs.look();
        awaitDone(1);

        clock.set(NOON.plus(Duration.ofDays(7)));
        jobs.look();
        awaitDone(2);
        jobs.look();

        assertThat(runsKept()).isEqualTo(2);
    }

    @Test
    void whoeverDiesInTheMiddleIsGoneOnForWhereItWas() {
        counting.diesAt = 7;
        JobRunner dying = runner(nobodyLocks());
        runs.begin("counting", "test", Map.of(), NOON);
        try {
            dying.goOn(counting);
        } catch (Killed e) {
            assertThat(running().position()).containsEntry("slice", 7L);
        }

        counting.diesAt = -1;
        node().look();

        awaitDone(1);
        assertThat(counting.done).as("no slice twice, none left out").hasValue(SLICES);
        assertThat(runs.latest("counting").orElseThrow().summary()).isEqualTo("20 slices");
    }

    @Test
    void twoNodesAtOnceDoEachSliceOnceEvenIfTheLockIsLost() throws InterruptedException {
        runs.begin("counting", "test", Map.of(), NOON);

        var one = new Thread(() -> runner(nobodyLocks()).goOn(counting));
        var other = new Thread(() -> runner(nobodyLocks()).goOn(counting));
        one.start();
        other.start();
        one.join();
        other.join();

        assertThat(counting.done).hasValue(SLICES);
        assertThat(runsKept()).isOne();
    }

    @Test
    void aJobIsStartedByHandOnlyWhileItDoesNotRun() {
        counting.rests = true;
        Jobs jobs = node();

        assertThat(jobs.start("counting", "anna")).isTrue();
        await().atMost(PATIENCE).until(() -> runs.latest("counting").isPresent());
        assertThat(jobs.start("counting", "boris")).isFalse();
        assertThat(node().start("counting", "on another node")).isFalse();
        assertThat(jobs.all()).singleElement().satisfies(state -> {
            assertThat(state.outcome()).isEqualTo("RUNNING");
            assertThat(state.startedBy()).isEqualTo("anna");
        });

        counting.rests = false;
        awaitDone(1);
        assertThat(jobs.all().get(0).outcome()).isEqualTo("DONE");
    }

    @Test
    void aJobThatFailsSaysWhyAndIsTriedAgainAtItsNextTime() {
        counting.failure = "the disk is full";
        Jobs jobs = node();
        jobs.look();
        await().atMost(PATIENCE).until(() -> "FAILED".equals(outcome()));
        assertThat(runs.latest("counting").orElseThrow().summary()).contains("the disk is full");

        counting.failure = null;
        jobs.look();
        assertThat(runsKept()).isOne();

        clock.set(NOON.plus(Duration.ofDays(1)));
        jobs.look();
        awaitDone(1);
    }

    @Test
    void aClockThatGoesBackStartsNothingAgain() {
        Jobs jobs = node();
        jobs.look();
        awaitDone(1);

        clock.set(NOON.minus(Duration.ofDays(1)));
        jobs.look();

        assertThat(runsKept()).isOne();
    }

    private Jobs node() {
        LockProvider locks = new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(new JdbcTemplate(database.dataSource()))
                .usingDbTime()
                .build());
        return new Jobs(List.of(counting), runs, runner(locks), clock);
    }

    private JobRunner runner(LockProvider locks) {
        return new JobRunner(runs, locks, database.transaction(), clock);
    }

    /** A lock that keeps nobody out: as after a node slept too long. */
    private static LockProvider nobodyLocks() {
        return configuration -> java.util.Optional.of(() -> {});
    }

    private Run running() {
        return runs.latest("counting").filter(Run::isRunning).orElseThrow();
    }

    private @Nullable String outcome() {
        return runs.latest("counting").map(Run::outcome).orElse(null);
    }

    private void awaitDone(int times) {
        await().atMost(PATIENCE)
                .until(() -> database.jdbc()
                                .sql("select count(*) from job_run where outcome = 'DONE'")
                                .query(Integer.class)
                                .single()
                        == times);
    }

    private int runsKept() {
        return database.jdbc()
                .sql("select count(*) from job_run")
                .query(Integer.class)
                .single();
    }

    /** Like a power cut: nothing is caught, nothing is written. */
    private static final class Killed extends Error {}

    /** Counts committed slices by looking only at its position. */
    private static final class Counting implements Job {

        private final AtomicInteger done = new AtomicInteger();
        private volatile int diesAt = -1;
        private volatile boolean rests;
        private volatile @Nullable String failure;

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public String title() {
            return "Counts";
        }

        @Override
        public Schedule schedule() {
            return Schedule.daily(LocalTime.of(3, 0), ZoneOffset.UTC);
        }

        @Override
        public Map<String, Long> begin(Map<String, Long> lastPosition) {
            return Map.of();
        }

        @Override
        public Step step(Map<String, Long> position, Instant now) {
            long slice = position.getOrDefault("slice", 0L);
            if (slice == diesAt) {
                throw new Killed();
            }
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
            if (rests) {
                return Step.rest(position);
            }
            if (slice == SLICES) {
                return Step.done(position);
            }
            done.incrementAndGet();
            return Step.more(Map.of("slice", slice + 1));
        }

        @Override
        public String summary(Map<String, Long> position) {
            return position.getOrDefault("slice", 0L) + " slices";
        }
    }
}
