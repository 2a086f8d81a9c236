package io.rapport.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans are made while nothing is on its way, and kept: one step in a rush must cost no more than one in calm. */
class TouchRushTest {

    private static final int STEPS = 10;
    private static final Duration LEASE = Duration.ofMinutes(1);

    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private Touches touches;
    private Departures departures;
    private long last;

    private enum Step {
        WORDING("PLANNED"),
        LEAVING("READY");

        private final String state;

        Step(String state) {
            this.state = state;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStepDoesNotReadTheBacklog(Step step) throws Exception {
        try (var database = TestDatabase.create();
                var connection = database.dataSource().getConnection()) {
            var one = new SingleConnectionDataSource(connection, true);
            jdbc = JdbcClient.create(one);
            transaction = new TransactionTemplate(new JdbcTransactionManager(one));
            touches = new Touches(jdbc);
            departures = new Departures(jdbc);
            Supplier<Optional<Touch>> work = step == Step.WORDING ? this::word : this::leave;
            jdbc.sql("insert into client (created_at) select now() from generate_series(1, 2500)")
                    .update();
            fill("yesterday", step.state);
            jdbc.sql("update touch set state = 'SENT'").update();
            jdbc.sql("vacuum analyze touch").update();
            jdbc.sql("vacuum analyze client").update();
            for (int i = 0; i < 20; i++) {
                assertThat(work.get()).isEmpty();
            }

            fill("today", step.state);
            long before = rowsRead();
            for (int i = 0; i < STEPS; i++) {
                assertThat(work.get()).isPresent();
            }
            assertThat(rowsRead() - before).isLessThan(STEPS * 150);
        }
    }

    private Optional<Touch> word() {
        return touches.claimForWording(Outbox.NOON, LEASE);
    }

    private Optional<Touch> leave() {
        return transaction.execute(status -> {
            var next = departures.lockNext("telegram", false, last, Outbox.NOON);
            next.ifPresent(touch -> {
                last = touch.clientId();
                departures.sending(touch.id(), UUID.randomUUID(), Outbox.NOON.plus(LEASE));
            });
            return next;
        });
    }

    private void fill(String when, String state) {
        jdbc.sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, message, planned_at, ready_at)
                select 1 + n % 2500, :when || n, 'REPLY', 'telegram', 'c' || n % 2500, :state, '{}', '{"text":"x"}', :now, :now
                from generate_series(1, 10000) n
                """)
                .param("when", when)
                .param("state", state)
                .param("now", TouchRows.utc(Outbox.NOON))
                .update();
    }

    private long rowsRead() {
        jdbc.sql("select pg_stat_force_next_flush()::text").query(String.class).optional();
        return jdbc.sql("""
                        select (select sum(seq_tup_read) from pg_stat_user_tables where relname in ('touch', 'client'))
                            + (select sum(idx_tup_read) from pg_stat_user_indexes where relname in ('touch', 'client'))
                        """).query(Long.class).single();
    }
}
