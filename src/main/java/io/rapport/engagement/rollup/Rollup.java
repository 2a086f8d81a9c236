package io.rapport.engagement.rollup;

import io.rapport.engagement.job.Job;
import io.rapport.engagement.job.Schedule;
import io.rapport.engagement.rollup.RollupRows.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Goes through decisions, touches and events once, a slice at a time. Ids are handed out before they are committed, so a run goes only
 * as far as the ids it saw at its start, and begins once everybody who was writing then has finished.
 */
@Component
class Rollup implements Job {

    private static final int DECISIONS = 500;
    private static final int EVENTS = 5_000;
    private static final Duration SENT_WITHIN = Duration.ofHours(3);

    /** Half a minute of rests: whoever writes longer than that in one go makes this run end with nothing done. */
    private static final long PATIENCE = 150;

    private final RollupRows rows;
    private final Clock clock;
    private final ZoneId zone;
    private final Duration every;

    Rollup(
            RollupRows rows,
            Clock clock,
            @Value("${rapport.zone:Europe/Moscow}") ZoneId zone,
            @Value("${rapport.rollup.every:15m}") Duration every) {
        this.rows = rows;
        this.clock = clock;
        this.zone = zone;
        this.every = every;
    }

    @Override
    public String name() {
        return "rollup";
    }

    @Override
    public String title() {
        return "Counts what came of touches, stages and rows, so that reports are quick";
    }

    @Override
    public Schedule schedule() {
        return Schedule.daily(LocalTime.of(3, 50), zone);
    }

    @Override
    public boolean isWanted(Map<String, Long> lastPosition) {
        Instant last = Instant.ofEpochMilli(lastPosition.getOrDefault("at", 0L));
        return !clock.instant().isBefore(last.plus(every));
    }

    @Override
    public Map<String, Long> begin(Map<String, Long> lastPosition) {
        Place end = rows.newest();
        var position = new LinkedHashMap<String, Long>();
        position.put("at", clock.instant().toEpochMilli());
        position.put("decision", end.decision());
        position.put("event", end.event());
        end.touch().ifPresent(touch -> position.put("touch", touch.toEpochMilli()));
        return position;
    }

    @Override
    public Step step(Map<String, Long> position, Instant now) {
        var next = new LinkedHashMap<>(position);
        if (!position.containsKey("transaction")) {
            next.put("transaction", rows.nextTransaction());
            return Step.rest(next);
        }
        if (rows.oldestTransaction() < position.get("transaction")) {
            next.merge("waited", 1L, Long::sum);
            return next.get("waited") > PATIENCE ? Step.done(next) : Step.rest(next);
        }
        Place done = rows.done();
        if (done.decision() < position.get("decision")) {
            next.merge("decisions", (long) rows.countDecisions(DECISIONS, position.get("decision"), zone), Long::sum);
            return Step.more(next);
        }
        // Milliseconds round down, and a touch of the last one must not be left out for ever.
        Optional<Instant> until =
                Optional.ofNullable(position.get("touch")).map(millis -> Instant.ofEpochMilli(millis + 1));
        if (until.isPresent() && done.touch().orElse(Instant.MIN).isBefore(until.get())) {
            next.merge("touches", (long) rows.keepTouches(SENT_WITHIN, until.get()), Long::sum);
            return Step.more(next);
        }
        if (done.event() < position.get("event")) {
            next.merge("answers", (long) rows.keepAnswers(EVENTS, position.get("event")), Long::sum);
            return Step.more(next);
        }
        return Step.done(next);
    }

    @Override
    public String summary(Map<String, Long> position) {
        return "%d decisions, %d touches, %d later answers"
                .formatted(
                        position.getOrDefault("decisions", 0L),
                        position.getOrDefault("touches", 0L),
                        position.getOrDefault("answers", 0L));
    }
}
