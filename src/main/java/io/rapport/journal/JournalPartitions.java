package io.rapport.journal;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Gives the months to come their partitions of the journal. What no month takes goes to the default one, so nothing is ever refused. */
@Component
class JournalPartitions {

    private static final int MONTHS_AHEAD = 3;

    private final JdbcClient jdbc;
    private final Clock clock;

    JournalPartitions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "0 10 3 * * *")
    @SchedulerLock(name = "journal-partitions", lockAtMostFor = "10m")
    void prepare() {
        YearMonth current = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            prepare(current.plusMonths(ahead));
        }
    }

    private void prepare(YearMonth month) {
        String from = month.atDay(1) + "T00:00:00Z";
        String to = month.plusMonths(1).atDay(1) + "T00:00:00Z";
        boolean isTaken = jdbc.sql(
                        "select exists (select 1 from decision_default where at >= :from::timestamptz and at < :to::timestamptz)")
                .param("from", from)
                .param("to", to)
                .query(Boolean.class)
                .single();
        if (!isTaken) {
            jdbc.sql("create table if not exists decision_%s partition of decision for values from ('%s') to ('%s')"
                            .formatted(month.toString().replace('-', '_'), from, to))
                    .update();
        }
    }
}
