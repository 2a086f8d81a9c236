package io.rapport.client.lead.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.lead.Lead;
import io.rapport.testing.Plans;
import io.rapport.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** In a base of 100,000 people, those of a file are found by an index. */
class LeadPlansTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void neverReadsTheWholeBase() {
        try (var database = TestDatabase.create()) {
            database.jdbc().sql("""
                    insert into client (created_at, name, phone, email)
                    select timestamptz '2026-01-01' + n * interval '1 minute', 'Клиент ' || n, '+7916' || lpad(n::text, 7, '0'),
                        'client' || n || '@example.com'
                    from generate_series(1, 100000) n
                    """).update();
            database.jdbc().sql("""
                    insert into client_contact (client_id, kind, value, told_at) select id, 'PHONE', phone, created_at from client
                    """).update();
            database.jdbc().sql("vacuum analyze").update();
            var plans = new Plans(database.dataSource());
            var jdbc = JdbcClient.create(plans.dataSource());
            var transaction = new TransactionTemplate(new JdbcTransactionManager(plans.dataSource()));
            var what = new LeadImport(
                    1,
                    "f",
                    1,
                    io.rapport.client.sheet.SheetFile.Format.CSV,
                    null,
                    null,
                    true,
                    List.of(),
                    List.of(),
                    null,
                    LeadImport.State.RUNNING,
                    NOW,
                    "x",
                    null,
                    null,
                    null,
                    0,
                    0,
                    0,
                    0,
                    0,
                    null,
                    null);
            var some = IntStream.range(0, 1_000)
                    .mapToObj(n -> new Lead(
                            n,
                            null,
                            "+7916%07d".formatted(n * 99 + 1),
                            "client" + (n * 99 + 1) + "@example.com",
                            null,
                            null,
                            null,
                            null,
                            Map.of(),
                            List.of()))
                    .toList();

            String all =
                    plans.of(() -> transaction.executeWithoutResult(status -> new Intake(jdbc).take(what, some, NOW)));

            assertThat(all)
                    .contains("client_phone", "client_email", "client_contact_value")
                    .doesNotContain("Seq Scan on client");
        }
    }
}
