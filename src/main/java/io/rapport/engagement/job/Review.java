package io.rapport.engagement.job;

import io.rapport.client.DueClients;
import io.rapport.client.DueClients.ReviewedUntil;
import io.rapport.release.LiveRelease;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Goes through the base after a release and makes those due whose time was computed by older rules; those who look after them do the
 * rest. Keeps to their speed, so that whoever is due for a reason of his own does not queue behind the whole base.
 */
@Component
class Review implements Job {

    private static final int SLICE = 500;
    private static final int WAITING = 2_000;

    private final DueClients due;
    private final LiveRelease live;
    private final ZoneId zone;

    Review(DueClients due, LiveRelease live, @Value("${rapport.zone:Europe/Moscow}") ZoneId zone) {
        this.due = due;
        this.live = live;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "review";
    }

    @Override
    public String title() {
        return "Looks at every client again by the rules that are live now";
    }

    @Override
    public Schedule schedule() {
        return Schedule.daily(LocalTime.of(4, 0), zone);
    }

    @Override
    public boolean isWanted(Map<String, Long> lastPosition) {
        return live.current().id() > lastPosition.getOrDefault("release", 0L);
    }

    @Override
    public Map<String, Long> begin(Map<String, Long> lastPosition) {
        return Map.of("release", live.current().id(), "reviewed", -1L, "client", 0L, "seen", 0L);
    }

    @Override
    public Step step(Map<String, Long> position, Instant now) {
        if (due.countDue(WAITING, now) == WAITING) {
            return Step.rest(position);
        }
        long release = position.get("release");
        var after = new ReviewedUntil(position.get("reviewed"), position.get("client"));
        var slice = due.makeDue(release, after, SLICE, now);
        if (slice.isEmpty()) {
            return Step.done(position);
        }
        return Step.more(Map.of(
                "release",
                release,
                "reviewed",
                slice.get().until().release(),
                "client",
                slice.get().until().id(),
                "seen",
                position.get("seen") + slice.get().size()));
    }

    @Override
    public String summary(Map<String, Long> position) {
        return "%d clients looked at again by release %d".formatted(position.get("seen"), position.get("release"));
    }
}
