package io.rapport.engagement.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.receipt.Movement;
import io.rapport.client.receipt.Unconfirmed;
import io.rapport.content.exchange.DemoSchool;
import io.rapport.testing.RapportTest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several nodes, and clients who become one meanwhile. */
@RapportTest
class ConfirmingTest {

    @Autowired
    private Confirming confirming;

    @Autowired
    private Unconfirmed unconfirmed;

    @Autowired
    private Clients clients;

    @Autowired
    private DemoSchool school;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @BeforeEach
    void openTheSchool() {
        school.loadIfEmpty();
    }

    @Test
    void nodesThatWorkAtOnceTellEachClientOnce() throws Exception {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            long client = newcomer().id();
            all.add(client);
            buys(client);
        }
        List<Callable<Boolean>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(() -> {
                while (confirming.confirmNext(clock.instant())) {}
                return true;
            });
        }
        var pool = Executors.newFixedThreadPool(nodes.size());
        try {
            for (Future<Boolean> node : pool.invokeAll(nodes)) {
                assertThat(node.get()).isTrue();
            }
            while (confirming.confirmNext(clock.instant())) {}
        } finally {
            pool.shutdownNow();
        }

        assertThat(all).allSatisfy(client -> assertThat(receipts(client)).isEqualTo(1));
    }

    @Test
    void whatIsAnotherClientsByNowIsLeftToThatOne() {
        Client anna = newcomer();
        Client same = newcomer();
        // Too long ago for the station, so that nobody else takes it up.
        long purchase = buys(anna.id(), clock.instant().minusSeconds(200_000));
        var found = new Movement(Movement.Way.IN, purchase, anna.id(), "GROUP", BigDecimal.valueOf(7900), "RUB", false);
        jdbc.sql("update purchase set client_id = ? where id = ?")
                .params(same.id(), purchase)
                .update();

        assertThat(unconfirmed.confirm(found, clock.instant())).isFalse();
    }

    private Client newcomer() {
        return clients.findOrCreate("web", UUID.randomUUID().toString(), "Анна", "ru", null, clock.instant());
    }

    private void buys(long client) {
        buys(client, clock.instant());
    }

    private long buys(long client, Instant at) {
        return jdbc.sql("""
                insert into purchase (client_id, product_code, provider, external_id, amount, currency, paid_at)
                values (?, 'GROUP', 'test', ?, 7900, 'RUB', ?) returning id
                """)
                .params(client, UUID.randomUUID().toString(), at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private int receipts(long client) {
        return jdbc.sql("select count(*) from touch where client_id = ? and kind = 'TRANSACTIONAL'")
                .param(client)
                .query(Integer.class)
                .single();
    }
}
