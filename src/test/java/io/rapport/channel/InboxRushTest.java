package io.rapport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans are made while the inbox is empty, and kept: a claim in a rush must cost no more than a claim in calm. */
class InboxRushTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int CLAIMS = 10;

    @Test
    void aClaimDoesNotReadTheBacklog() throws Exception {
        try (var database = TestDatabase.create();
                var connection = database.dataSource().getConnection()) {
            var one = new SingleConnectionDataSource(connection, true);
            var jdbc = JdbcClient.create(one);
            var inbox = new Inbox(jdbc, new TransactionTemplate(new JdbcTransactionManager(one)), Duration.ZERO);
            fill(jdbc, "yesterday");
            jdbc.sql("update inbound set state = 'DONE'").update();
            jdbc.sql("vacuum analyze inbound").update();
            for (int i = 0; i < 20; i++) {
                assertThat(inbox.claim(NOON, LEASE)).isEmpty();
            }

            fill(jdbc, "today");
            long before = rowsRead(jdbc);
            for (int i = 0; i < CLAIMS; i++) {
                assertThat(inbox.claim(NOON, LEASE)).isPresent();
            }
            assertThat(rowsRead(jdbc) - before).isLessThan(CLAIMS * 100);
        }
    }

    private static void fill(JdbcClient jdbc, String when) {
        jdbc.sql("""
                insert into inbound (channel, external_id, lane, position, kind, received_at, raw, ready_at)
                select 'telegram', :when || n, (n % 2500)::text, n, 'MESSAGE', :now, '\\x7b7d', :now
                from generate_series(1, 10000) n
                """)
                .param("when", when)
                .param("now", java.sql.Timestamp.from(NOON))
                .update();
    }

    private static long rowsRead(JdbcClient jdbc) {
        jdbc.sql("select pg_stat_force_next_flush()::text").query(String.class).optional();
        return jdbc.sql("""
                        select (select seq_tup_read from pg_stat_user_tables where relname = 'inbound')
                            + (select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'inbound')
                        """).query(Long.class).single();
    }
}
