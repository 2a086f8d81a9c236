package io.rapport.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.rapport.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private TestDatabase database;
    private Events events;
    private Clients clients;

    @BeforeAll
    void open() {
        database = TestDatabase.create();
        events = new Events(database.jdbc());
        clients = new Clients(database.jdbc(), database.transaction(), events);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void findsAgainWhomItCreated() {
        Client created = clients.findOrCreate("telegram", "700001", "Анна", "ru", "landing", NOW);
        Client found = clients.findOrCreate("telegram", "700001", "Somebody else", "en", "ad", NOW.plusSeconds(60));

        assertThat(found).isEqualTo(created);
        assertThat(created.name()).isEqualTo("Анна");
        assertThat(created.source()).isEqualTo("landing");
        assertThat(created.createdAt()).isEqualTo(NOW);
        assertThat(created.stage()).isEqualTo("NEW");
        assertThat(new Identities(database.jdbc()).of(created.id()))
                .extracting(Identity::channel, Identity::externalId)
                .containsExactly(tuple("telegram", "700001"));
    }

    @Test
    void speaksEnglishOnlyToThoseWhoDo() {
        assertThat(clients.findOrCreate("telegram", "english", null, "en-GB", null, NOW)
                        .language())
                .isEqualTo("en");
        assertThat(clients.findOrCreate("telegram", "unknown", null, null, null, NOW)
                        .language())
                .isEqualTo("ru");
    }

    @Test
    void createsOneClientHoweverManyFirstMessagesComeAtOnce() throws Exception {
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(12);
        try {
            List<Callable<Long>> tasks = IntStream.range(0, 12)
                    .<Callable<Long>>mapToObj(i -> () -> {
                        start.await();
                        return clients.findOrCreate("webchat", "crowd", null, null, null, NOW)
                                .id();
                    })
                    .toList();
            var futures = tasks.stream().map(pool::submit).toList();
            start.countDown();
            var ids = new HashSet<Long>();
            for (var future : futures) {
                ids.add(future.get(20, TimeUnit.SECONDS));
            }
            assertThat(ids).hasSize(1);
            // nobody was created in vain
            assertThat(database.jdbc()
                            .sql(
                                    "select count(*) from client where not exists (select 1 from identity where client_id = client.id)")
                            .query(Long.class)
                            .single())
                    .isZero();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void optsOutOnceAndLeavesOneEvent() {
        Client client = somebody("opt-out");

        assertThat(clients.optOut(client.id(), "message", NOW)).isTrue();
        assertThat(clients.optOut(client.id(), "message", NOW.plusSeconds(1))).isFalse();

        assertThat(reload(client).optedOutAt()).isEqualTo(NOW);
        assertThat(reload(client).dueAt()).isNull();
        assertThat(typesOf(client)).containsExactly("OPTED_OUT");
    }

    @Test
    void keepsEveryChangeOfMindEvenWithinOneInstant() {
        Client client = somebody("fickle");

        clients.optOut(client.id(), "api", NOW);
        clients.optIn(client.id(), "api", NOW);
        clients.optOut(client.id(), "api", NOW);

        assertThat(reload(client).isOptedOut()).isTrue();
        assertThat(typesOf(client)).containsExactly("OPTED_OUT", "OPTED_IN", "OPTED_OUT");
    }

    @Test
    void isDueAtOnceWhenTheBotTakesOverAgain() {
        Client client = somebody("hand-off");

        assertThat(clients.returnToBot(client.id(), "was there already", NOW)).isFalse();
        assertThat(clients.handToHuman(client.id(), "asked for a person", NOW)).isTrue();
        assertThat(clients.handToHuman(client.id(), "again", NOW)).isFalse();
        assertThat(reload(client))
                .returns(Owner.HUMAN, Client::owner)
                .returns("asked for a person", Client::ownerReason)
                .returns(NOW, Client::ownerSince);

        Instant later = NOW.plusSeconds(600);
        assertThat(clients.returnToBot(client.id(), "solved", later)).isTrue();
        assertThat(reload(client)).returns(Owner.BOT, Client::owner).returns(later, Client::dueAt);
        assertThat(typesOf(client)).containsExactly("HANDED_OFF", "RETURNED_TO_BOT");
    }

    @Test
    @Timeout(20)
    void waitsForWhoeverHoldsTheLaneWithoutHoldingUpInserts() throws Exception {
        Client client = somebody("lane");
        var locked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(3);
        try {
            pool.submit(() -> database.transaction().execute(status -> {
                clients.lock(client.id());
                locked.countDown();
                await(release);
                return null;
            }));
            locked.await();
            var optOut = pool.submit(() -> clients.optOut(client.id(), "api", NOW));

            var click = pool.submit(() -> events.append(client.id(), "LINK_CLICKED", NOW, Map.of(), "click-1"));
            assertThat(click.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(catchThrowable(() -> optOut.get(300, TimeUnit.MILLISECONDS)))
                    .isInstanceOf(TimeoutException.class);

            release.countDown();
            assertThat(optOut.get(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            release.countDown();
            pool.shutdownNow();
        }
    }

    @Test
    void refusesALockThatWouldNotLast() {
        Client client = somebody("no transaction");
        assertThatThrownBy(() -> clients.lock(client.id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void namesTheClientThatDoesNotExist() {
        assertThatThrownBy(() -> clients.optOut(Long.MAX_VALUE, "api", NOW))
                .isInstanceOf(NoSuchClient.class)
                .hasMessageContaining("9223372036854775807");
    }

    @Test
    void undoesItsPartWhenTheCallersTransactionFails() {
        Client client = somebody("rolled back");

        database.transaction().execute(status -> {
            clients.optOut(client.id(), "message", NOW);
            status.setRollbackOnly();
            return null;
        });

        assertThat(reload(client).isOptedOut()).isFalse();
        assertThat(typesOf(client)).isEmpty();
    }

    @Test
    void keepsWhenATagWasFirstPutOn() {
        Client client = somebody("tags");

        stand(client, NOW, on(client, "hot", "T-010"), on(client, "price", "T-020"));
        stand(
                client,
                NOW.plusSeconds(60),
                on(client, "it", "T-030"),
                new TagChange(client.id(), "price", false, "T-040"));

        assertThat(clients.tags(client.id())).containsExactly(Map.entry("hot", "T-010"), Map.entry("it", "T-030"));
        assertThat(database.jdbc()
                        .sql("select added_at from client_tag where client_id = ? and tag = 'hot'")
                        .param(client.id())
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(NOW);
        assertThat(reload(client))
                .returns("ENGAGED", Client::stage)
                .returns("WARM", Client::band)
                .returns(NOW.plus(Duration.ofDays(7)), Client::dueAt);
        assertThat(reload(client).scoreTotal()).isEqualByComparingTo("42.5");
    }

    @Test
    void learnsWithoutForgettingWhatItKnew() {
        Client client = somebody("particulars");

        clients.wrote(client.id(), NOW, Particulars.NONE.withPhone("+79161234567"));
        clients.wrote(client.id(), NOW, Particulars.NONE.withEmail("anna@example.com"));

        assertThat(reload(client))
                .returns("+79161234567", Client::phone)
                .returns("anna@example.com", Client::email)
                .returns("DEFAULT", Client::timezoneFrom);
    }

    @Test
    void remembersTheLatestMessageEvenIfAnOlderOneIsToldLater() {
        Client client = somebody("messages");

        clients.wrote(client.id(), NOW, Particulars.NONE);
        clients.wrote(client.id(), NOW.minusSeconds(60), Particulars.NONE);

        assertThat(reload(client).lastMessageAt()).isEqualTo(NOW);
    }

    @Test
    void erasesThePersonWithEverythingThePersonSent() {
        Client client = somebody("erased");
        events.append(client.id(), EventTypes.MESSAGE, NOW, Map.of("text", "Привет"), "m-1");
        database.jdbc().sql("""
                insert into inbound (channel, external_id, lane, position, kind, received_at, raw, ready_at)
                values ('telegram', 'u-1', 'erased', 1, 'MESSAGE', now(), '\\x00', now())
                """).update();

        assertThat(clients.erase(client.id())).isTrue();

        assertThat(clients.find(client.id())).isEmpty();
        assertThat(clients.find("telegram", "erased")).isEmpty();
        assertThat(database.jdbc()
                        .sql("select count(*) from inbound where lane = 'erased'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void keepsWhatPostgresCannot() {
        Client client = somebody("nul");

        events.append(client.id(), "X", NOW, Map.of("a\0", List.of("b\0c", Map.of("d", "\ud800"))), "k\0");

        assertThat(events.latest(client.id(), 1).get(0).attributes())
                .isEqualTo(Map.of("a\uFFFD", List.of("b\uFFFDc", Map.of("d", "\uFFFD"))));
        assertThat(Harmless.text("пара 😀 цела")).isEqualTo("пара 😀 цела");
    }

    private void stand(Client client, Instant now, TagChange... tags) {
        var standing = new Standing(
                client.id(),
                "ENGAGED",
                new BigDecimal("12.5"),
                new BigDecimal("30"),
                "WARM",
                List.of(tags),
                NOW.plus(Duration.ofDays(7)),
                null,
                1);
        new DueClients(database.jdbc(), new TagChanges(database.jdbc())).stand(List.of(standing), now);
    }

    private static TagChange on(Client client, String tag, String row) {
        return new TagChange(client.id(), tag, true, row);
    }

    private Client somebody(String externalId) {
        return clients.findOrCreate("telegram", externalId, null, null, null, NOW);
    }

    private Client reload(Client client) {
        return clients.find(client.id()).orElseThrow();
    }

    private List<String> typesOf(Client client) {
        return events.since(client.id(), Instant.EPOCH).stream()
                .map(Event::type)
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
