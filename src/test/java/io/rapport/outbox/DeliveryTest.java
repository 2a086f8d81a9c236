package io.rapport.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.channel.Admission;
import io.rapport.channel.SendResult;
import io.rapport.outbox.Touch.Kind;
import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Timeout(60)
class DeliveryTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Outbox outbox = new Outbox(DATABASE);
    private final long anna = outbox.client("anna");
    private final long boris = outbox.client("boris");

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void sendsATouchOnce() {
        outbox.plan(anna, "hello", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("hello");
        assertThat(outbox.state("hello")).isEqualTo("SENT");
        assertThat(outbox.database
                        .jdbc()
                        .sql("select external_id from touch")
                        .query(String.class)
                        .single())
                .isEqualTo("id");
        assertThat(outbox.delivery.deliverNext()).isFalse();
    }

    @Test
    void isSendingBeforeTheCallAndForAllToSee() {
        outbox.telegram.answer = message -> {
            assertThat(outbox.state("hello")).isEqualTo("SENDING");
            assertThat(outbox.touches.isSending(anna)).isTrue();
            return new SendResult.Sent("1");
        };
        outbox.plan(anna, "hello", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.state("hello")).isEqualTo("SENT");
        assertThat(outbox.touches.isSending(anna)).isFalse();
    }

    @Test
    void sendsAClientsTouchesInOrder() {
        for (int i = 0; i < 5; i++) {
            outbox.plan(anna, "anna " + i, Kind.REPLY);
        }
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("anna 0", "anna 1", "anna 2", "anna 3", "anna 4");
    }

    @Test
    void holdsBackWhatComesAfterATouchThatHasNoWordsYet() {
        outbox.planUnworded(anna, "first", Kind.REPLY, outbox.now());
        outbox.plan(anna, "second", Kind.REPLY);
        outbox.plan(boris, "other", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("other");
        var claimed = outbox.touches
                .claimForWording(outbox.now(), Duration.ofMinutes(1))
                .orElseThrow();
        outbox.touches.worded(claimed.id(), claimed.token(), Message.of("first, at last"), outbox.now());
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("other", "first, at last", "second");
    }

    @Test
    void isNotHeldUpByWhatIsToBeSaidTomorrow() {
        outbox.planUnworded(anna, "tomorrow", Kind.PROACTIVE, outbox.now().plus(Duration.ofDays(1)));
        outbox.plan(anna, "today", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("today");
    }

    @Test
    void answersBeforeItWritesUnasked() {
        outbox.plan(anna, "unasked", Kind.PROACTIVE);
        outbox.plan(boris, "answer", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("answer", "unasked");
    }

    @Test
    void repeatsWhatDidNotArriveAndGivesUpAfterEightTries() {
        outbox.telegram.answer = message -> new SendResult.NotArrived(Duration.ofSeconds(1), "refused");
        outbox.plan(anna, "hello", Kind.REPLY);
        for (int i = 1; i <= Touches.TRIES; i++) {
            outbox.deliverAll();
            assertThat(outbox.telegram.received).hasSize(i);
            assertThat(outbox.state("hello")).isEqualTo(i < Touches.TRIES ? "RETRY" : "DEAD");
            outbox.pass(Duration.ofMinutes(6));
        }
        outbox.deliverAll();
        assertThat(outbox.telegram.received).hasSize(Touches.TRIES);
        assertThat(outbox.reason("hello")).contains("refused");
    }

    @Test
    void waitsLongerAfterEachTry() {
        outbox.telegram.answer = message -> new SendResult.NotArrived(Duration.ofSeconds(1), "refused");
        outbox.plan(anna, "hello", Kind.REPLY);
        outbox.deliverAll();
        outbox.pass(Duration.ofSeconds(1));
        outbox.deliverAll();
        assertThat(outbox.telegram.received).hasSize(2);
        outbox.pass(Duration.ofSeconds(1));
        outbox.deliverAll();
        assertThat(outbox.telegram.received).hasSize(2);
        outbox.pass(Duration.ofSeconds(1));
        outbox.deliverAll();
        assertThat(outbox.telegram.received).hasSize(3);
    }

    @Test
    void neverRepeatsWhatMayHaveArrived() {
        outbox.telegram.answer = message -> new SendResult.Unknown("read time-out");
        outbox.plan(anna, "hello", Kind.REPLY);
        outbox.plan(anna, "next", Kind.REPLY);
        outbox.deliverAll();
        outbox.pass(Duration.ofDays(2));
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("hello", "next");
        assertThat(outbox.state("hello")).isEqualTo("UNKNOWN");
    }

    @Test
    void takesAChannelThatFailsInsteadOfAnsweringForUnknown() {
        outbox.telegram.answer = message -> {
            throw new IllegalStateException("a bug");
        };
        outbox.plan(anna, "hello", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.state("hello")).isEqualTo("UNKNOWN");
    }

    @Test
    void givesUpForGoodWhatIsRefused() {
        outbox.telegram.answer = message -> new SendResult.Refused("400 can't parse");
        outbox.plan(anna, "hello", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.state("hello")).isEqualTo("DEAD");
        assertThat(outbox.reason("hello")).isEqualTo("400 can't parse");
    }

    @Test
    void isSilentOnAllNodesWhileTheMessengerWantsIt() throws Exception {
        outbox.telegram.answer = message -> new SendResult.Paused(Duration.ofSeconds(30), "429");
        outbox.plan(anna, "one", Kind.REPLY);
        outbox.plan(boris, "two", Kind.REPLY);
        outbox.plan(boris, "webchat", "elsewhere", Kind.REPLY);
        outbox.deliverAll();
        var other = outbox.node();
        while (other.deliverNext()) {}
        assertThat(outbox.telegram.received).hasSize(1);
        assertThat(outbox.webchat.texts()).containsExactly("elsewhere");
        assertThat(outbox.state("one")).isEqualTo("READY");
        outbox.telegram.answer = message -> new SendResult.Sent("1");
        outbox.pass(Duration.ofSeconds(29));
        while (other.deliverNext()) {}
        assertThat(outbox.telegram.received).hasSize(1);
        outbox.pass(Duration.ofSeconds(2));
        // The look at the pause itself is spared for a second.
        Thread.sleep(1050);
        while (other.deliverNext()) {}
        assertThat(outbox.telegram.received).hasSize(3);
        assertThat(outbox.database
                        .jdbc()
                        .sql("select max(attempts) from touch")
                        .query(Integer.class)
                        .single())
                .as("a pause is nobody's failed try")
                .isOne();
    }

    @Test
    void stopsWritingToWhomItCannotReach() {
        outbox.telegram.answer = message -> new SendResult.Unreachable("403");
        outbox.plan(anna, "one", Kind.REPLY);
        outbox.plan(anna, "two", Kind.REPLY);
        outbox.planUnworded(anna, "three", Kind.PROACTIVE, outbox.now());
        outbox.plan(anna, "webchat", "elsewhere", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("one");
        assertThat(outbox.webchat.texts()).containsExactly("elsewhere");
        assertThat(outbox.state("one")).isEqualTo("DEAD");
        assertThat(outbox.state("two")).isEqualTo("SUPPRESSED");
        assertThat(outbox.state("three")).isEqualTo("SUPPRESSED");
        outbox.plan(anna, "four", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.reason("four")).isEqualTo(Gate.UNREACHABLE);
        assertThat(outbox.telegram.received).hasSize(1);
    }

    @Test
    void asksTheGateForEachTouch() {
        outbox.plan(anna, "answer", Kind.REPLY);
        outbox.plan(anna, "confirmation", Kind.OPT_OUT_CONFIRMATION);
        outbox.plan(boris, "bot", Kind.REPLY);
        outbox.plan(boris, "operator", Kind.OPERATOR);
        outbox.change("update client set opted_out_at = now() where id = ?", anna);
        outbox.change("update client set owner_kind = 'HUMAN' where id = ?", boris);
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactlyInAnyOrder("confirmation", "operator");
        assertThat(outbox.reason("answer")).isEqualTo(Gate.OPTED_OUT);
        assertThat(outbox.reason("bot")).isEqualTo("P-2: a person answers");
    }

    @Test
    void tellsOnceThatAPersonOfTheSchoolWroteHoweverOftenItIsTried() {
        var answers = new java.util.ArrayDeque<SendResult>(
                List.of(new SendResult.NotArrived(Duration.ZERO, "refused"), new SendResult.Sent("1")));
        outbox.telegram.answer = message -> answers.remove();
        outbox.plan(anna, "operator", Kind.OPERATOR);
        outbox.deliverAll();
        outbox.pass(Duration.ofMinutes(1));
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).hasSize(2);
        assertThat(DATABASE.jdbc()
                        .sql("select type || ' ' || (attributes ->> 'touch') from event where client_id = ?")
                        .param(anna)
                        .query(String.class)
                        .list())
                .containsExactly("OPERATOR_WROTE operator");
    }

    @Test
    void dropsWhatNobodyAskedForWhenTheClientHasWrittenThoughNobodyHasReadItYet() {
        outbox.plan(anna, "unasked", Kind.PROACTIVE);
        outbox.plan(boris, "unasked too", Kind.PROACTIVE);
        outbox.change("""
                insert into inbound (channel, external_id, lane, position, kind, received_at, raw, ready_at)
                values ('telegram', '1', 'anna', 1, 'MESSAGE', '2026-11-22T12:00:05Z', '', '2026-11-22T12:00:05Z')
                """);
        outbox.change("update client set last_message_at = '2026-11-22T12:00:05Z' where id = ?", boris);
        outbox.pass(Duration.ofSeconds(10));
        outbox.deliverAll();
        assertThat(outbox.telegram.received).isEmpty();
        assertThat(outbox.reason("unasked")).isEqualTo(Gate.CLIENT_WROTE);
        assertThat(outbox.reason("unasked too")).isEqualTo(Gate.CLIENT_WROTE);
    }

    @Test
    void keepsToTheLimitOfAChatWithoutHoldingUpTheOthers() {
        outbox.telegram.admission =
                recipient -> recipient.equals("anna") ? new Admission(Duration.ofSeconds(1), false) : Admission.NOW;
        outbox.plan(anna, "too fast", Kind.REPLY);
        outbox.plan(boris, "other", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("other");
        outbox.telegram.admission = recipient -> Admission.NOW;
        outbox.pass(Duration.ofSeconds(1));
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("other", "too fast");
    }

    @Test
    void leavesTouchesAloneWhileTheBotHasNoTurnOrNoAccount() {
        outbox.telegram.admission = recipient -> new Admission(Duration.ofMillis(30), true);
        outbox.plan(anna, "hello", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.state("hello")).isEqualTo("READY");
        outbox.telegram.configured = false;
        outbox.deliverAll();
        assertThat(outbox.state("hello")).isEqualTo("READY");
        assertThat(outbox.telegram.received).isEmpty();
    }

    @Test
    void takesASendWithoutAnEndForUnknownAndGoesOn() {
        outbox.plan(anna, "frozen", Kind.REPLY);
        outbox.plan(anna, "next", Kind.REPLY);
        outbox.change("""
                update touch set state = 'SENDING', lease_token = ?, ready_at = '2026-11-22T12:01:00Z'
                where touch_key = 'frozen'
                """, UUID.randomUUID());
        outbox.deliverAll();
        assertThat(outbox.delivery.giveUpOverdue()).isFalse();
        assertThat(outbox.telegram.received).isEmpty();
        outbox.pass(Duration.ofMinutes(1));
        assertThat(outbox.delivery.giveUpOverdue()).isTrue();
        outbox.deliverAll();
        assertThat(outbox.state("frozen")).isEqualTo("UNKNOWN");
        assertThat(outbox.telegram.texts()).containsExactly("next");
    }

    @Test
    void makesASendAgainWhereNobodyCanGetItTwice() {
        outbox.telegram.repeatable = true;
        outbox.plan(anna, "frozen", Kind.REPLY);
        outbox.change("""
                update touch set state = 'SENDING', lease_token = ?, ready_at = '2026-11-22T12:01:00Z'
                where touch_key = 'frozen'
                """, UUID.randomUUID());
        outbox.pass(Duration.ofMinutes(1));
        assertThat(outbox.delivery.giveUpOverdue()).isTrue();
        outbox.deliverAll();
        assertThat(outbox.state("frozen")).isEqualTo("SENT");
        assertThat(outbox.telegram.texts()).containsExactly("frozen");
    }

    @Test
    void writesNothingWhenTheResultComesTooLate() {
        outbox.telegram.answer = message -> {
            outbox.pass(Delivery.LEASE);
            outbox.delivery.giveUpOverdue();
            return new SendResult.NotArrived(Duration.ZERO, "late");
        };
        outbox.plan(anna, "hello", Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.state("hello")).isEqualTo("UNKNOWN");
        assertThat(outbox.telegram.received).hasSize(1);
    }

    @Test
    void keepsTheResultWhileTheDatabaseIsAway() {
        var admin = JdbcClient.create(new DriverManagerDataSource(
                DATABASE.url().replaceAll("/[^/]+$", "/postgres"), DATABASE.user(), DATABASE.password()));
        String name = DATABASE.url().replaceAll(".*/", "");
        outbox.telegram.answer = message -> {
            admin.sql("alter database %s with allow_connections false".formatted(name))
                    .update();
            admin.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
                    .param("name", name)
                    .query()
                    .listOfRows();
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
                    .execute(() -> admin.sql("alter database %s with allow_connections true".formatted(name))
                            .update());
            return new SendResult.Sent("1");
        };
        outbox.plan(anna, "hello", Kind.REPLY);
        assertThat(outbox.delivery.deliverNext()).isTrue();
        assertThat(outbox.state("hello")).isEqualTo("SENT");
    }

    @Test
    void passesOverAClientWhoIsBeingDecidedAbout() throws Exception {
        outbox.plan(anna, "hers", Kind.REPLY);
        outbox.plan(boris, "his", Kind.REPLY);
        var locked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var deciding =
                CompletableFuture.runAsync(() -> outbox.database.transaction().executeWithoutResult(status -> {
                    outbox.change("update client set name = name where id = ?", anna);
                    locked.countDown();
                    awaitQuietly(release);
                }));
        locked.await(5, TimeUnit.SECONDS);
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("his");
        release.countDown();
        deciding.get(5, TimeUnit.SECONDS);
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("his", "hers");
    }

    @Test
    void buriesATouchWhoseMessageCannotBeRead() {
        outbox.plan(anna, "broken", Kind.REPLY);
        outbox.plan(anna, "sound", Kind.REPLY);
        outbox.change("update touch set message = '{\"text\":\" \"}' where touch_key = 'broken'");
        outbox.deliverAll();
        assertThat(outbox.state("broken")).isEqualTo("DEAD");
        assertThat(outbox.telegram.texts()).containsExactly("sound");
    }

    @Test
    void sendsEachTouchOnceThoughManyThreadsOfTwoNodesDeliver() throws Exception {
        for (int i = 0; i < 40; i++) {
            long client = outbox.client("client " + i);
            for (int k = 0; k < 5; k++) {
                outbox.plan(client, i + ":" + k, Kind.REPLY);
            }
        }
        var other = outbox.node();
        var idle = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(6);
        var threads = new CompletableFuture<?>[6];
        for (int i = 0; i < threads.length; i++) {
            var node = i % 2 == 0 ? outbox.delivery : other;
            threads[i] = CompletableFuture.runAsync(
                    () -> {
                        while (outbox.telegram.received.size() < 200 && idle.get() < 5000) {
                            idle.addAndGet(node.deliverNext() ? 0 : 1);
                        }
                    },
                    pool);
        }
        CompletableFuture.allOf(threads).get(50, TimeUnit.SECONDS);
        pool.shutdown();
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).hasSize(200).doesNotHaveDuplicates();
        for (int i = 0; i < 40; i++) {
            String prefix = i + ":";
            assertThat(outbox.telegram.texts().stream().filter(t -> t.startsWith(prefix)))
                    .containsExactly(prefix + 0, prefix + 1, prefix + 2, prefix + 3, prefix + 4);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
