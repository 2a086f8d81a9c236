package io.rapport.engagement.sweep;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.rapport.channel.Inbox;
import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.DueClients;
import io.rapport.client.Events;
import io.rapport.content.exchange.DemoSchool;
import io.rapport.release.LiveRelease;
import io.rapport.testing.HandClock;
import io.rapport.testing.Holdout;
import io.rapport.testing.RapportTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Sweeps by hand, in a spring far ahead, where the stations of this application have nothing to do yet. */
@RapportTest
class SweepTouchTest {

    /** A Wednesday, noon in Moscow. */
    private static final Instant NOON = Instant.parse("2034-05-17T09:00:00Z");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clients clients;

    @Autowired
    private Consents consents;

    @Autowired
    private Events events;

    @Autowired
    private DueClients due;

    @Autowired
    private Reviews reviews;

    @Autowired
    private LiveRelease live;

    @Autowired
    private Inbox inbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DemoSchool school;

    private final HandClock clock = HandClock.at(NOON);

    @BeforeEach
    void openTheSchool() {
        school.loadIfEmpty();
    }

    @Test
    void whoAskedThePriceAndFellSilentIsWrittenToOnceWithReasonAndRow() {
        long anna = priceAsker();

        sweep();

        assertThat(touches(anna)).hasSize(1);
        assertThat(jdbc.sql("select due_at is null from client where id = ?")
                        .param(anna)
                        .query(Boolean.class)
                        .single())
                .as("until the touch has come to its end")
                .isTrue();
        assertThat(jdbc.sql(
                                "select d.action from decision d join touch t on t.decision_id = d.id where t.client_id = ?")
                        .param(anna)
                        .query(String.class)
                        .list())
                .containsExactly("REOPEN");
    }

    @Test
    void isTheSameWhenSweptTwiceOrAfterTheClockJumpedBack() {
        long boris = priceAsker();
        sweep();

        for (Duration jump : List.of(Duration.ZERO, Duration.ofHours(-30), Duration.ofDays(-10), Duration.ofHours(2))) {
            clock.set(NOON.plus(jump));
            makeDue(boris);
            sweep();
        }

        assertThat(touches(boris)).hasSize(1);
    }

    @Test
    void twoAtOnceDivideThemAndWriteToEachOnce() throws InterruptedException {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(priceAsker());
        }
        List<Thread> nodes = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            var thread = new Thread(() -> {
                Sweep sweep = node(5);
                while (sweep.sweepNext()) {}
            });
            nodes.add(thread);
            thread.start();
        }
        for (Thread node : nodes) {
            node.join();
        }
        sweep();

        assertThat(all).allSatisfy(client -> assertThat(touches(client)).hasSize(1));
    }

    @Test
    void aBatchThatDiesInTheMiddleLeavesNothingAndIsDoneAgain() {
        long vera = priceAsker();
        transaction.executeWithoutResult(status -> {
            reviews.review(due.lockDue(vera, NOON).stream().toList(), live.current(), NOON);
            status.setRollbackOnly();
        });
        assertThat(touches(vera)).isEmpty();

        sweep();

        assertThat(touches(vera)).hasSize(1);
    }

    @Test
    void whoOptsOutBetweenComingDueAndItsTurnIsLeftAlone() {
        long glev = priceAsker();
        clients.optOut(glev, "test", NOON);
        assertThat(clients.find(glev).orElseThrow().dueAt()).isNull();

        // A careless hand makes the client due again.
        makeDue(glev);
        sweep();

        assertThat(touches(glev)).isEmpty();
    }

    @Test
    void aTouchThatIsHeldIsDroppedWhenNothingIsToBeSaidAnyMore() {
        long dina = priceAsker();
        jdbc.sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, planned_at, ready_at)
                values (:c, 'reopen:old', 'PROACTIVE', 'telegram', 'x', 'HELD', '{}', now(), now())
                """).param("c", dina).update();
        clients.handToHuman(dina, "test", NOON);
        makeDue(dina);

        sweep();

        assertThat(jdbc.sql("select state || ' ' || reason from touch where client_id = ?")
                        .param(dina)
                        .query(String.class)
                        .list())
                .containsExactly("SUPPRESSED DECIDED_AGAIN");
    }

    @Test
    void aTouchThatIsHeldIsDroppedWhenThePolicyForbidsIt() {
        long elena = priceAsker();
        transaction.executeWithoutResult(status -> {
            reviews.review(due.lockDue(elena, NOON).stream().toList(), live.current(), NOON);
            jdbc.sql("update touch set state = 'HELD' where client_id = ?")
                    .param(elena)
                    .update();
        });
        consents.withdraw(elena, Consent.Purpose.ADVERTISING, null, "test", NOON);
        makeDue(elena);

        sweep();

        assertThat(jdbc.sql("select state || ' ' || reason from touch where client_id = ?")
                        .param(elena)
                        .query(String.class)
                        .list())
                .containsExactly("SUPPRESSED DECIDED_AGAIN");
    }

    @Test
    void aTouchThatIsHeldAgainIsCountedAndNotCopied() {
        long zoya = priceAsker();
        clock.set(NOON.plus(Duration.ofHours(14)));

        for (int review = 0; review < 3; review++) {
            makeDue(zoya);
            sweep();
        }

        assertThat(jdbc.sql("select digest || ': ' || times from silence where client_id = ?")
                        .param(zoya)
                        .query(String.class)
                        .list())
                .singleElement(as(STRING))
                .contains(" << ")
                .endsWith(": 3");
        assertThat(decisions(zoya)).as("explained once").containsExactly("HOLD");
        assertThat(dueAt(zoya))
                .as("when the night is over")
                .isBetween(clock.instant(), clock.instant().plus(Duration.ofHours(12)));

        clock.set(NOON.plus(Duration.ofDays(1)));
        makeDue(zoya);
        sweep();
        assertThat(touches(zoya)).hasSize(1);
        assertThat(decisions(zoya)).containsExactly("HOLD", "ALLOW");
    }

    @Test
    void aClientWhomSomebodyAsksAboutIsDecidedAboutAsInTheSweepAndAlwaysExplained() {
        long inna = priceAsker();
        events.append(inna, "OBJECTION_PRICE", NOON.minusSeconds(9), Map.of(), "o1");
        events.append(inna, "OBJECTION_PRICE", NOON.minusSeconds(5), Map.of(), "o2");

        Asked first = review(inna);

        assertThat(first.decision()).isPositive();
        assertThat(clients.tags(inna)).containsKey("price-stuck");
        assertThat(jdbc.sql(
                                "select row_id from client_tag_history where client_id = ? and is_on and tag = 'price-stuck'")
                        .param(inna)
                        .query(String.class)
                        .list())
                .containsExactly("D-001");
        assertThat(review(inna).decision()).isGreaterThan(first.decision());
        assertThat(decisions(inna)).hasSize(2);
    }

    @Test
    void anAllowedTouchThatCannotBeWrittenLeavesATimeToLookAgain() {
        long kira = priceAsker();
        review(kira);
        assertThat(dueAt(kira)).as("until the touch has come to its end").isNull();
        // Another one under its key cannot be written any more.
        jdbc.sql("update touch set state = 'DEAD' where client_id = ?")
                .param(kira)
                .update();

        review(kira);

        assertThat(dueAt(kira)).isEqualTo(NOON.plus(Duration.ofHours(24)));
    }

    private Asked review(long client) {
        return new ClientReview(clients, reviews, live, transaction, clock).review(client);
    }

    /** What the policy said of each decision that was kept, in their order. */
    private List<String> decisions(long client) {
        return jdbc.sql("select outcome -> 'policy' ->> 'verdict' from decision where client_id = ? order by id")
                .param(client)
                .query(String.class)
                .list();
    }

    private Instant dueAt(long client) {
        return clients.find(client).orElseThrow().dueAt();
    }

    private void sweep() {
        Sweep sweep = node(100);
        while (sweep.sweepNext()) {}
    }

    private Sweep node(int batch) {
        return new Sweep(due, reviews, live, inbox, new SweepBell(), transaction, clock, batch);
    }

    /** Never one of those whom the control group keeps from being written to. */
    private long priceAsker() {
        long id = client();
        while (Holdout.holds(id)) {
            id = client();
        }
        Instant then = NOON.minus(Duration.ofDays(2)).minusSeconds(60);
        events.append(id, "MESSAGE", then, Map.of("text", "сколько стоит?", "channel", "telegram"), "m");
        events.append(id, "TOLD_INTEREST", then, Map.of("value", "TRAVEL"), "i");
        events.append(id, "ASKED_PRICE", then, Map.of(), "p");
        consents.give(id, Consent.Purpose.ADVERTISING, null, "1", "test", then);
        jdbc.sql("update client set last_message_at = :at, timezone_from = 'TOLD' where id = :id")
                .param("at", then.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        makeDue(id);
        return id;
    }

    private long client() {
        return clients.findOrCreate(
                        "telegram", UUID.randomUUID().toString(), "Анна", "ru", null, NOON.minus(Duration.ofDays(20)))
                .id();
    }

    private void makeDue(long id) {
        jdbc.sql("update client set due_at = :now where id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private List<String> touches(long client) {
        return jdbc.sql("select touch_key from touch where client_id = ? and kind = 'PROACTIVE' and state <> 'HELD'")
                .param(client)
                .query(String.class)
                .list();
    }
}
