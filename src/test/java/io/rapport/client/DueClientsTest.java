package io.rapport.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A plan is made once and kept, for a base in which nobody is due as for one in which everybody is. */
class DueClientsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final int CLIENTS = 10_000;
    private static final int LOOKS = 20;

    @Test
    void whetherAnybodyIsDueIsSeenWithoutReadingTheBase() throws Exception {
        try (var database = TestDatabase.create();
                var connection = database.dataSource().getConnection()) {
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            var due = new DueClients(jdbc, new TagChanges(jdbc));
            jdbc.sql("""
                    insert into client (created_at, due_at)
                    select :now, case when n % 2 = 0 then :now + n * interval '1 minute' end from generate_series(1, :clients) n
                    """)
                    .param("now", Rows.parameter(NOON))
                    .param("clients", CLIENTS)
                    .update();
            jdbc.sql("vacuum analyze client").update();

            long before = rowsRead(jdbc);
            for (int look = 0; look < LOOKS; look++) {
                assertThat(due.isAnyDue(NOON)).isFalse();
                assertThat(due.countDue(100, NOON)).isZero();
            }
            assertThat(rowsRead(jdbc) - before).isLessThan(LOOKS * 10);

            assertThat(due.isAnyDue(NOON.plus(Duration.ofMinutes(2)))).isTrue();
            assertThat(due.nextDue(NOON.plus(Duration.ofHours(1)))).contains(NOON.plus(Duration.ofMinutes(2)));
            assertThat(due.countDue(100, NOON.plus(Duration.ofMinutes(8)))).isEqualTo(4);
        }
    }

    private static long rowsRead(JdbcClient jdbc) {
        jdbc.sql("select pg_stat_force_next_flush()::text").query(String.class).optional();
        return jdbc.sql("""
                        select (select seq_tup_read from pg_stat_user_tables where relname = 'client')
                            + (select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'client')
                        """).query(Long.class).single();
    }
}
