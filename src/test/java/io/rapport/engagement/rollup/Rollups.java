package io.rapport.engagement.rollup;

import io.rapport.engagement.job.Job;
import io.rapport.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/** Runs the job from beginning to end, for tests of those who read what it leaves. */
public final class Rollups {

    private Rollups() {}

    public static void run(TestDatabase database, ZoneId zone, Instant now) {
        run(database, zone, now, Integer.MAX_VALUE);
    }

    /** @param steps after so many it stops in the middle, as if killed */
    public static void run(TestDatabase database, ZoneId zone, Instant now, int steps) {
        var job = new Rollup(
                new RollupRows(database.jdbc()), Clock.fixed(now, ZoneOffset.UTC), zone, Duration.ofMinutes(15));
        Map<String, Long> position = job.begin(Map.of());
        for (int i = 0; i < steps; i++) {
            Map<String, Long> before = position;
            Job.Step step = database.transaction().execute(status -> job.step(before, now));
            if (step.state() == Job.Step.State.DONE) {
                return;
            }
            position = step.position();
        }
    }
}
