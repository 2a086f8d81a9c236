package io.rapport.engagement.job;

import io.rapport.engagement.job.Job.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes on with a job slice by slice. The lock only saves two nodes from doing the same: if it is lost, the row of the run keeps them
 * in turn.
 */
@Component
class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    /** So long nobody goes on with the job of a node that died. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration EXTEND = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofMillis(200);

    private final JobRuns runs;
    private final LockProvider locks;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile boolean stopping;

    JobRunner(JobRuns runs, LockProvider locks, TransactionTemplate transaction, Clock clock) {
        this.runs = runs;
        this.locks = locks;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** After this, whatever runs ends with its slice, to be gone on with by another node or after the restart. */
    void stop() {
        stopping = true;
    }

    /** Goes on with the run that has not ended, unless another node has it in hands. */
    void goOn(Job job) {
        var lock = locks.lock(new LockConfiguration(clock.instant(), "job-" + job.name(), LEASE, Duration.ZERO));
        if (lock.isEmpty()) {
            return;
        }
        SimpleLock held = lock.get();
        try {
            long extendedAt = System.nanoTime();
            Optional<Step.State> state = slice(job);
            while (state.isPresent() && state.get() != Step.State.DONE && !stopping) {
                if (state.get() == Step.State.REST) {
                    Thread.sleep(REST.toMillis());
                }
                if (System.nanoTime() - extendedAt > EXTEND.toNanos()) {
                    var extended = held.extend(LEASE, Duration.ZERO);
                    if (extended.isEmpty()) {
                        return;
                    }
                    held = extended.get();
                    extendedAt = System.nanoTime();
                }
                state = slice(job);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CannotGetJdbcConnectionException | CannotCreateTransactionException | TransientDataAccessException e) {
            LOG.debug("Job {} goes on when the database is back", job.name(), e);
            return;
        } catch (RuntimeException e) {
            LOG.warn("Job {} failed; it is tried again at its next time", job.name(), e);
            fail(job, e);
        }
        held.unlock();
    }

    /** @return nothing if no run of the job is left */
    private Optional<Step.State> slice(Job job) {
        return Optional.ofNullable(transaction.execute(status -> {
            var run = runs.lockRunning(job.name());
            if (run.isEmpty()) {
                return null;
            }
            Map<String, Long> position = run.get().position();
            Step step = job.step(position, clock.instant());
            if (step.state() == Step.State.DONE) {
                String summary = job.summary(step.position());
                runs.finish(run.get().id(), "DONE", step.position(), summary, clock.instant());
                LOG.info("Job {}: {}", job.name(), summary);
            } else if (!step.position().equals(position)) {
                runs.moved(run.get().id(), step.position());
            }
            return step.state();
        }));
    }

    private void fail(Job job, RuntimeException e) {
        transaction.executeWithoutResult(status -> runs.lockRunning(job.name())
                .ifPresent(run -> runs.finish(run.id(), "FAILED", run.position(), String.valueOf(e), clock.instant())));
    }
}
