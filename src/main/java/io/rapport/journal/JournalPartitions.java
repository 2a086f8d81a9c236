package io.rapport.journal;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives the months to come their partitions of the journal. What no month takes goes to the default one, so nothing is ever refused. */
@Component
public class JournalPartitions {

    private static final int MONTHS_AHEAD = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    JournalPartitions(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Before the first decision is made; whatever lies in the default part already keeps its month there. */
    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        prepare();
    }

    /**
     * Nodes that do it at once do it one after the other.
     *
     * @return how many months there is room for now
     */
    public int prepare() {
        YearMonth current = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('journal-partitions', 0))::text")
                    .query(String.class)
                    .single();
            for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
                prepare(current.plusMonths(ahead));
            }
        });
        return MONTHS_AHEAD + 1;
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
