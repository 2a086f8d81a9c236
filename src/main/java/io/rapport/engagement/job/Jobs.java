package io.rapport.engagement.job;

import io.rapport.engagement.job.JobRuns.Run;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Which jobs there are, when they are due, and how they get started. Looks at what is kept of the last run, not at the clock's
 * ticks: whatever was missed while everything was down, or jumped over by the demo clock, is made up for.
 */
@Component
public class Jobs implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final String BY_ITSELF = "schedule";
    /** A job that failed is not wanted again before this is over, however much it is. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final List<Job> jobs;
    private final JobRuns runs;
    private final JobRunner runner;
    private final Clock clock;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> new Thread(runnable, "long-job"));

    Jobs(List<Job> jobs, JobRuns runs, JobRunner runner, Clock clock) {
        this.jobs = List.copyOf(jobs);
        this.runs = runs;
        this.runner = runner;
        this.clock = clock;
    }

    /**
     * A job and what became of it last.
     *
     * @param weekday on which it runs; absent means every day
     * @param time of the house, at which it runs
     * @param lastRun absent if it has never run
     * @param outcome RUNNING, DONE or FAILED; absent if it has never run
     * @param progress how far the run that goes on has come, and what it has counted
     */
    public record State(
            String name,
            String title,
            String schedule,
            @Nullable DayOfWeek weekday,
            LocalTime time,
            @Nullable Instant lastRun,
            @Nullable Instant nextRun,
            @Nullable Duration duration,
            @Nullable String outcome,
            @Nullable String startedBy,
            @Nullable String summary,
            Map<String, Long> progress) {}

    public List<State> all() {
        return jobs.stream().map(this::state).toList();
    }

    /**
     * Starts a job by hand, on this node or whichever is free.
     *
     * @return false if it runs already
     * @throws NoSuchJob if there is none of this name
     */
    public boolean start(String name, String by) {
        Job job = jobs.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchJob(name));
        boolean begun = begin(job, by);
        if (begun) {
            goOn(job);
        }
        return begun;
    }

    @Scheduled(fixedDelayString = "${rapport.jobs.poll:1000}")
    void look() {
        for (Job job : jobs) {
            try {
                look(job);
            } catch (DataAccessException | TransactionException e) {
                // The database is away: whoever needs it complains; the next look comes soon.
                LOG.debug("Could not look after job {}", job.name(), e);
            }
        }
    }

    private void look(Job job) {
        Optional<Run> latest = runs.latest(job.name());
        boolean isRunning = latest.filter(Run::isRunning).isPresent();
        if (isRunning || isDue(job, latest) && begin(job, BY_ITSELF)) {
            goOn(job);
        }
    }

    private boolean isDue(Job job, Optional<Run> latest) {
        if (latest.isEmpty()) {
            return true;
        }
        Instant now = clock.instant();
        Run last = latest.get();
        if (!now.isBefore(job.schedule().after(last.startedAt()))) {
            return true;
        }
        boolean hasJustFailed =
                "FAILED".equals(last.outcome()) && now.isBefore(last.startedAt().plus(AFTER_FAILURE));
        return !hasJustFailed && job.isWanted(lastPosition(job));
    }

    private boolean begin(Job job, String by) {
        return runs.begin(job.name(), by, job.begin(lastPosition(job)), clock.instant());
    }

    private Map<String, Long> lastPosition(Job job) {
        return runs.latestDone(job.name()).map(Run::position).orElse(Map.of());
    }

    private void goOn(Job job) {
        if (!inHand.add(job.name())) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    runner.goOn(job);
                } catch (DataAccessException | TransactionException e) {
                    LOG.debug("Job {} goes on when the database is back", job.name(), e);
                } finally {
                    inHand.remove(job.name());
                }
            });
        } catch (RejectedExecutionException e) {
            // This node is about to stop; another one goes on.
            inHand.remove(job.name());
        }
    }

    private State state(Job job) {
        Optional<Run> latest = runs.latest(job.name());
        Run last = latest.orElse(null);
        Instant end = last == null || last.finishedAt() == null ? clock.instant() : last.finishedAt();
        return new State(
                job.name(),
                job.title(),
                job.schedule().toString(),
                job.schedule().day(),
                job.schedule().time(),
                last == null ? null : last.startedAt(),
                last == null ? null : job.schedule().after(last.startedAt()),
                last == null ? null : Duration.between(last.startedAt(), end),
                last == null ? null : last.outcome() == null ? "RUNNING" : last.outcome(),
                last == null ? null : last.startedBy(),
                last == null ? null : last.summary(),
                last == null ? Map.of() : last.position());
    }

    @Override
    public void destroy() throws InterruptedException {
        runner.stop();
        threads.shutdown();
        if (!threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }
}
