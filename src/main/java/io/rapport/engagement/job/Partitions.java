package io.rapport.engagement.job;

import io.rapport.journal.JournalPartitions;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes room in the journal for the months to come. */
@Component
class Partitions implements Job {

    private final JournalPartitions journal;
    private final ZoneId zone;

    Partitions(JournalPartitions journal, @Value("${rapport.zone:Europe/Moscow}") ZoneId zone) {
        this.journal = journal;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "partitions";
    }

    @Override
    public String title() {
        return "Makes room in the journal of decisions for the months to come";
    }

    @Override
    public Schedule schedule() {
        return Schedule.daily(LocalTime.of(3, 10), zone);
    }

    @Override
    public Map<String, Long> begin(Map<String, Long> lastPosition) {
        return Map.of();
    }

    @Override
    public Step step(Map<String, Long> position, Instant now) {
        return Step.done(Map.of("months", (long) journal.prepare()));
    }

    @Override
    public String summary(Map<String, Long> position) {
        return "%d months have a part of the journal of their own".formatted(position.get("months"));
    }
}
