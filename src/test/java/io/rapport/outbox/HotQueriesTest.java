package io.rapport.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.channel.InboundMessage.Kind;
import io.rapport.channel.Inbox;
import io.rapport.channel.SendResult;
import io.rapport.client.Clients;
import io.rapport.client.Consents;
import io.rapport.client.Events;
import io.rapport.client.Happening;
import io.rapport.client.Particulars;
import io.rapport.content.SeenContent;
import io.rapport.testing.Plans;
import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is asked for each message finds its rows by an index, in a house of 120,000 messages with their events and answers, 3,000 of
 * them still on their way. Lives in this room because it must see how touches leave.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotQueriesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final long SOMEBODY = 4_711;

    private TestDatabase database;
    private Plans plans;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;

    @BeforeAll
    void fill() {
        database = TestDatabase.create();
        plans = new Plans(database.dataSource());
        jdbc = JdbcClient.create(plans.dataSource());
        transaction = new TransactionTemplate(new JdbcTransactionManager(plans.dataSource()));
        run("""
                insert into client (created_at, name)
                select timestamptz '2026-01-01' + n * interval '1 minute', 'Клиент ' || n from generate_series(1, 20000) n
                """);
        run("""
                insert into identity (client_id, channel, external_id, created_at)
                select id, 'telegram', id::text, created_at from client
                """);
        run("""
                insert into consent (client_id, purpose, text_version, source, given_at)
                select id, 'PERSONAL_DATA', '1', 'chat', created_at from client
                """);
        run("""
                insert into client_tag (client_id, tag, row_id, added_at)
                select id, tag, 'T-010', created_at from client, unnest(array['price', 'hot', 'b1']) tag
                """);
        run("""
                insert into content_seen (client_id, content_id, seen_at)
                select id, 'c-' || n, created_at from client, generate_series(1, 5) n
                """);
        run("""
                insert into inbound (channel, external_id, lane, position, kind, received_at, raw, state, ready_at)
                select 'telegram', n::text, (1 + n % 20000)::text, n, 'MESSAGE', at, '\\x7b7d',
                    case when n > 117000 then 'RECEIVED' else 'DONE' end, at
                from (select n, timestamptz '2026-11-01' + n * interval '10 seconds' as at from generate_series(1, 120000) n) t
                """);
        run("""
                insert into event (client_id, type, at, attributes, dedupe_key)
                select 1 + n % 20000, 'MESSAGE', timestamptz '2026-11-01' + n * interval '10 seconds', '{"text": "да"}', 'k' || n
                from generate_series(1, 120000) n
                """);
        run("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, message, planned_at, ready_at,
                    sent_at)
                select 1 + n % 20000, 'reply:' || n, 'REPLY', 'telegram', (1 + n % 20000)::text,
                    case when n > 118500 then 'PLANNED' when n > 117000 then 'READY' else 'SENT' end, '{}', '{"text": "да"}',
                    at, at, case when n > 117000 then null else at end
                from (select n, timestamptz '2026-11-01' + n * interval '10 seconds' as at from generate_series(1, 120000) n) t
                """);
        database.jdbc().sql("analyze").update();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aMessageIsTakenAndClaimedAndFinished() {
        var inbox = new Inbox(jdbc, transaction, Duration.ZERO);

        assertIndexed(
                () -> {
                    inbox.receive("telegram", "new", "1", 1, Kind.MESSAGE, new byte[] {1}, NOW);
                    var claim = inbox.claim(NOW, LEASE).orElseThrow();
                    inbox.done(claim.id(), claim.token(), SOMEBODY, NOW);
                },
                "inbound_lane",
                "inbound_waiting",
                "inbound_pkey");
    }

    @Test
    void aClientIsFoundWithAllThatADecisionNeeds() {
        var events = new Events(jdbc);
        var clients = new Clients(jdbc, transaction, events);
        var consents = new Consents(jdbc, transaction, clients, events);

        assertIndexed(
                () -> {
                    clients.findOrCreate("telegram", Long.toString(SOMEBODY), null, null, null, NOW);
                    clients.wrote(SOMEBODY, NOW, Particulars.NONE);
                    events.appendAll(SOMEBODY, List.of(new Happening("MESSAGE", NOW, Map.of(), "in:1")));
                    assertThat(events.latest(SOMEBODY, 1_000)).hasSize(7);
                    assertThat(events.historyOf(List.of(SOMEBODY), 1_000).get(SOMEBODY))
                            .hasSize(7);
                    clients.tags(SOMEBODY);
                    consents.of(SOMEBODY);
                    new SeenContent(jdbc).by(SOMEBODY);
                },
                "identity_external",
                "client_pkey",
                "event_history",
                "event_lasting",
                "client_tag_pkey",
                "consent_client");
    }

    @Test
    void aTouchIsWordedAndLeaves() {
        var touches = new Touches(jdbc);
        var departures = new Departures(jdbc);
        var results = new Results(jdbc, transaction, new Footprints(new Events(jdbc), new SeenContent(jdbc), jdbc));

        assertIndexed(
                () -> {
                    touches.claimForWording(NOW, LEASE).orElseThrow();
                    touches.isSending(SOMEBODY);
                    transaction.executeWithoutResult(status -> {
                        Touch touch =
                                departures.lockNext("telegram", false, 0, NOW).orElseThrow();
                        departures.facts(touch, NOW);
                        UUID token = UUID.randomUUID();
                        departures.sending(touch.id(), token, NOW.plus(LEASE));
                        results.record(touch, token, new SendResult.Sent("1"), NOW);
                    });
                    results.giveUpOverdue(Set.of("telegram"), NOW);
                },
                "touch_lane",
                "touch_sending");
    }

    @Test
    void aClientWhoIsDueIsFound() {
        run("update client set due_at = timestamptz '2026-11-20' where id % 100 = 0");
        run("analyze client");

        assertIndexed(
                () -> jdbc.sql("select id from client where due_at <= ? order by due_at limit 10")
                        .param(java.sql.Timestamp.from(NOW))
                        .query(Long.class)
                        .list(),
                "client_due");
    }

    /** Small tables are read whole, and rightly so. */
    private void assertIndexed(Runnable work, String... indexes) {
        assertThat(plans.of(work))
                .contains(indexes)
                .doesNotContainPattern(
                        "Seq Scan on (client|identity|consent|event|inbound|touch|client_tag|content_seen)\\b");
    }

    private void run(String sql) {
        database.jdbc().sql(sql).update();
    }
}
