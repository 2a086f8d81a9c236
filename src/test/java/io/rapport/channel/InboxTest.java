package io.rapport.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.channel.InboundMessage.Kind;
import io.rapport.channel.station.RightOfWay;
import io.rapport.channel.station.Station;
import io.rapport.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration SETTLE = Duration.ofMillis(100);
    private static final Instant SETTLED = NOON.plus(SETTLE);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final TestDatabase database = DATABASE;
    private final Inbox inbox = new Inbox(database.jdbc(), database.transaction(), SETTLE);

    @BeforeEach
    void empty() {
        database.jdbc().sql("truncate inbound, client restart identity cascade").update();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void storesAMessageOnceHoweverOftenItIsDelivered() {
        assertThat(receive("anna", 1)).isTrue();
        assertThat(receive("anna", 1)).isFalse();
        assertThat(count("RECEIVED")).isOne();
    }

    @Test
    void storesAMessageOnceThoughItIsDelivered300TimesAtOnce() throws Exception {
        var stored = atOnce(300, i -> receive("anna", 1)).stream().filter(isNew -> isNew);
        assertThat(stored).hasSize(1);
        assertThat(count("RECEIVED")).isOne();
    }

    @Test
    void keepsTheRawBytesAsTheyAre() {
        byte[] raw = {0, 1, (byte) 0xff, '{'};
        inbox.receive("telegram", "1", "anna", 1, Kind.UNKNOWN, raw, NOON);
        assertThat(claim(SETTLED).orElseThrow().raw()).isEqualTo(raw);
    }

    @Test
    void letsEarlierMessagesArriveBeforeItHandsOutTheFirst() {
        receive("anna", 2);
        assertThat(claim(SETTLED.minusMillis(1))).isEmpty();
        receive("anna", 1);
        assertThat(claim(SETTLED).orElseThrow().raw()).isEqualTo(raw(1));
    }

    @Test
    void handsOutOnlyOneMessageOfALaneAtATime() {
        receive("anna", 1);
        receive("anna", 2);
        var first = claim(SETTLED).orElseThrow();
        assertThat(claim(SETTLED)).isEmpty();
        assertThat(inbox.ignored(first.id(), first.token(), SETTLED)).isTrue();
        assertThat(claim(SETTLED).orElseThrow().raw()).isEqualTo(raw(2));
    }

    @Test
    void holdsTheLaneAlsoWhenAnEarlierMessageArrivesTooLate() {
        receive("anna", 2);
        claim(SETTLED);
        receive("anna", 1);
        assertThat(claim(SETTLED.plusSeconds(1))).isEmpty();
    }

    @Test
    void handlesALaneInOrderOneAtATimeThoughFourThreadsClaim() throws Exception {
        var shuffled = new ArrayList<>(IntStream.range(0, 50).boxed().toList());
        Collections.shuffle(shuffled, new java.util.Random(7));
        atOnce(50, i -> receive("anna", shuffled.get(i)));
        List<Integer> handled = Collections.synchronizedList(new ArrayList<>());
        var inHands = new AtomicInteger();
        var together = new AtomicInteger();
        atOnce(4, thread -> {
            while (handled.size() < 50) {
                var claim = claim(SETTLED);
                if (claim.isPresent()) {
                    together.accumulateAndGet(inHands.incrementAndGet(), Math::max);
                    handled.add(Integer.parseInt(new String(claim.get().raw(), StandardCharsets.UTF_8)));
                    inHands.decrementAndGet();
                    assertThat(inbox.ignored(claim.get().id(), claim.get().token(), SETTLED))
                            .isTrue();
                }
            }
            return true;
        });
        assertThat(handled).isEqualTo(IntStream.range(0, 50).boxed().toList());
        assertThat(together).hasValue(1);
    }

    @Test
    void handlesALaneInOrderWhileTheDoorIsNeverFree() {
        var rightOfWay = new RightOfWay();
        List<Integer> handled = Collections.synchronizedList(new ArrayList<>());
        var station = new Station("test", 4, Duration.ofMillis(5), inbox.bell(), rightOfWay, () -> {
            var claim = claim(SETTLED);
            claim.ifPresent(message -> {
                handled.add(Integer.parseInt(new String(message.raw(), StandardCharsets.UTF_8)));
                inbox.ignored(message.id(), message.token(), SETTLED);
            });
            return claim.isPresent();
        });
        station.start();
        try (var somebody = rightOfWay.enter()) {
            IntStream.range(0, 50).forEach(i -> receive("anna", i));
            await().untilAsserted(() -> assertThat(handled)
                    .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList()));
        } finally {
            station.stop();
        }
    }

    @Test
    void handsAMessageToSomebodyElseWhenItsLeaseIsOver() {
        receive("anna", 1);
        var frozen = claim(SETTLED).orElseThrow();
        assertThat(claim(SETTLED.plus(LEASE).minusMillis(1))).isEmpty();
        var second = claim(SETTLED.plus(LEASE)).orElseThrow();
        assertThat(second.id()).isEqualTo(frozen.id());
        assertThat(second.attempts()).isEqualTo(2);
    }

    @Test
    void writesNothingForATokenThatNoLongerHolds() {
        long client = client();
        receive("anna", 1);
        var frozen = claim(SETTLED).orElseThrow();
        var second = claim(SETTLED.plus(LEASE)).orElseThrow();
        assertThat(inbox.done(frozen.id(), frozen.token(), client, SETTLED)).isFalse();
        assertThat(inbox.ignored(frozen.id(), frozen.token(), SETTLED)).isFalse();
        assertThat(inbox.failed(frozen.id(), frozen.token(), "late", SETTLED)).isFalse();
        assertThat(count("RECEIVED")).isOne();
        assertThat(inbox.done(second.id(), second.token(), client, SETTLED)).isTrue();
        assertThat(inbox.done(second.id(), second.token(), client, SETTLED)).isFalse();
        assertThat(count("DONE")).isOne();
    }

    @Test
    void isNotDoneIfTheCallersTransactionIsRolledBack() {
        receive("anna", 1);
        var claim = claim(SETTLED).orElseThrow();
        database.transaction().executeWithoutResult(status -> {
            assertThat(inbox.done(claim.id(), claim.token(), client(), SETTLED)).isTrue();
            status.setRollbackOnly();
        });
        assertThat(count("DONE")).isZero();
    }

    @Test
    void setsAMessageAsideAfterEightTriesAndGoesOnWithTheLane() {
        receive("anna", 1);
        receive("anna", 2);
        Instant now = SETTLED;
        for (int tries = 1; tries <= Inbox.TRIES; tries++) {
            var claim = claim(now).orElseThrow();
            assertThat(claim.raw()).isEqualTo(raw(1));
            assertThat(inbox.failed(claim.id(), claim.token(), "poison\0", now)).isTrue();
            assertThat(tries == Inbox.TRIES || claim(now).isEmpty()).isTrue();
            now = now.plusSeconds(60);
        }
        assertThat(count("SET_ASIDE")).isOne();
        assertThat(claim(now).orElseThrow().raw()).isEqualTo(raw(2));
    }

    @Test
    void setsAMessageAsideThatKillsWhoeverTakesIt() {
        receive("anna", 1);
        Instant now = SETTLED;
        for (int tries = 1; tries <= Inbox.TRIES; tries++) {
            assertThat(claim(now)).isPresent();
            now = now.plus(LEASE);
        }
        receive("anna", 2);
        assertThat(claim(now).orElseThrow().raw()).isEqualTo(raw(2));
        assertThat(count("SET_ASIDE")).isOne();
    }

    @Test
    void triesAMessageThatWasSetAsideAgainWhenAsked() {
        receive("anna", 1);
        database.jdbc()
                .sql("update inbound set state = 'SET_ASIDE', attempts = 8")
                .update();
        long id =
                database.jdbc().sql("select id from inbound").query(Long.class).single();
        assertThat(claim(SETTLED)).isEmpty();
        assertThat(inbox.retry(id, SETTLED)).isTrue();
        assertThat(inbox.retry(id, SETTLED)).isFalse();
        assertThat(claim(SETTLED).orElseThrow().attempts()).isOne();
    }

    @Test
    void knowsNoTokenOfNobody() {
        receive("anna", 1);
        assertThat(inbox.ignored(1, UUID.randomUUID(), NOON)).isFalse();
    }

    @Test
    void oneWhoFloodsDoesNotHoldUpTheOthers() {
        store("flood", 10_000);
        database.jdbc().sql("""
                insert into inbound (channel, external_id, lane, position, kind, received_at, raw, ready_at)
                select 'telegram', 'calm ' || n, 'calm ' || n, n, 'MESSAGE', now(), '\\x', '2026-11-22T12:00:01Z'
                from generate_series(1, 1000) n
                """).update();
        database.jdbc().sql("analyze inbound").update();
        Instant now = NOON.plusSeconds(2);
        int claimed = 0;
        int calm = 0;
        long slowest = 0;
        while (calm < 1000) {
            long start = System.nanoTime();
            var claim = claim(now).orElseThrow();
            slowest = claimed < 20 ? 0 : Math.max(slowest, System.nanoTime() - start);
            claimed++;
            calm += claim.lane().equals("flood") ? 0 : 1;
            inbox.ignored(claim.id(), claim.token(), now);
        }
        assertThat(claimed).as("claims until 1,000 others have had their turn").isLessThan(1010);
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofMillis(250));
    }

    @Test
    void findsTheNextHeadByTheIndexOfLanes() {
        store("flood", 20_000);
        database.jdbc().sql("""
                insert into inbound (channel, external_id, lane, position, kind, received_at, raw, ready_at, state)
                select 'telegram', 'old ' || n, 'lane ' || n % 1000, n, 'MESSAGE', now(), '\\x', now(), 'DONE'
                from generate_series(1, 80000) n
                """).update();
        database.jdbc().sql("analyze inbound").update();
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            var claim = claim(NOON.plusSeconds(2)).orElseThrow();
            inbox.ignored(claim.id(), claim.token(), NOON);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start).dividedBy(100)).isLessThan(Duration.ofMillis(15));
    }

    private void store(String lane, int messages) {
        database.jdbc().sql("""
                insert into inbound (channel, external_id, lane, position, kind, received_at, raw, ready_at)
                select 'telegram', :lane || n, :lane, n, 'MESSAGE', now(), '\\x', '2026-11-22T12:00:01Z'
                from generate_series(1, :messages) n
                """).param("lane", lane).param("messages", messages).update();
    }

    private Optional<Inbox.Claim> claim(Instant now) {
        return inbox.claim(now, LEASE);
    }

    private boolean receive(String lane, int number) {
        return inbox.receive("telegram", Integer.toString(number), lane, number, Kind.MESSAGE, raw(number), NOON);
    }

    private static byte[] raw(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    private long client() {
        return database.jdbc()
                .sql("insert into client (created_at) values (now()) returning id")
                .query(Long.class)
                .single();
    }

    private long count(String state) {
        return database.jdbc()
                .sql("select count(*) from inbound where state = :state")
                .param("state", state)
                .query(Long.class)
                .single();
    }

    private interface Numbered<T> {
        T call(int i) throws Exception;
    }

    private static <T> List<T> atOnce(int times, Numbered<T> work) throws Exception {
        var pool = Executors.newFixedThreadPool(Math.min(times, 16));
        try {
            List<Callable<T>> calls = IntStream.range(0, times)
                    .<Callable<T>>mapToObj(i -> () -> work.call(i))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
