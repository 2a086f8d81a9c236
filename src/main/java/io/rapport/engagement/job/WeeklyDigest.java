package io.rapport.engagement.job;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Writes down what each week that is over came to. */
@Component
class WeeklyDigest implements Job {

    /** Further back than this nobody asks what was missed. */
    private static final int WEEKS_BACK = 8;

    private final Digests digests;
    private final ZoneId zone;

    WeeklyDigest(Digests digests, @Value("${rapport.zone:Europe/Moscow}") ZoneId zone) {
        this.digests = digests;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "weekly-digest";
    }

    @Override
    public String title() {
        return "Writes down what the week came to: touches, replies, purchases, silences";
    }

    @Override
    public Schedule schedule() {
        return Schedule.weekly(DayOfWeek.MONDAY, LocalTime.of(6, 0), zone);
    }

    /** The last week that was written is written again: what came of its touches was not yet complete. */
    @Override
    public Map<String, Long> begin(Map<String, Long> lastPosition) {
        return lastPosition.containsKey("week") ? Map.of("week", lastPosition.get("week") - 7) : Map.of();
    }

    @Override
    public Step step(Map<String, Long> position, Instant now) {
        LocalDate thisWeek = LocalDate.ofInstant(now, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        long earliest = thisWeek.minusWeeks(WEEKS_BACK).toEpochDay();
        long last =
                Math.max(position.getOrDefault("week", thisWeek.minusWeeks(2).toEpochDay()), earliest - 7);
        LocalDate week = LocalDate.ofEpochDay(last + 7);
        if (!week.isBefore(thisWeek)) {
            return Step.done(position);
        }
        digests.write(week, zone, now);
        return Step.more(Map.of("week", week.toEpochDay(), "weeks", position.getOrDefault("weeks", 0L) + 1));
    }

    @Override
    public String summary(Map<String, Long> position) {
        return position.containsKey("weeks")
                ? "%d week(s) written, the last one from %s"
                        .formatted(position.get("weeks"), LocalDate.ofEpochDay(position.get("week")))
                : "no week to be written";
    }
}
