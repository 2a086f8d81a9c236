package io.rapport.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rapport.channel.OutboundMessage.Attachment;
import io.rapport.channel.OutboundMessage.Button;
import io.rapport.outbox.Touch.Kind;
import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TouchesTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Outbox outbox = new Outbox(DATABASE);
    private final Touches touches = outbox.touches;
    private final long anna = outbox.client("anna");
    private final long boris = outbox.client("boris");

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void plansATouchOnce() {
        assertThat(outbox.plan(anna, "hello", Kind.REPLY)).isTrue();
        assertThat(outbox.plan(anna, "hello", Kind.REPLY)).isFalse();
        assertThat(count()).isOne();
    }

    @Test
    void plansNothingIfTheDecisionIsRolledBack() {
        DATABASE.transaction().executeWithoutResult(status -> {
            assertThat(outbox.plan(anna, "hello", Kind.REPLY)).isTrue();
            status.setRollbackOnly();
        });
        assertThat(count()).isZero();
    }

    @Test
    void givesATouchToBeWordedToOneAtATime() {
        planned(anna, "hello");
        var claimed = claim(outbox.now()).orElseThrow();
        assertThat(claimed.brief()).contains("say");
        assertThat(claim(outbox.now())).isEmpty();
        assertThat(touches.worded(claimed.id(), claimed.token(), Message.of("Добрый день!"), outbox.now()))
                .isTrue();
        assertThat(outbox.state("hello")).isEqualTo("READY");
        assertThat(claim(outbox.now())).isEmpty();
    }

    @Test
    void takesWordsOnlyFromWhoeverHoldsTheToken() {
        planned(anna, "hello");
        var slow = claim(outbox.now()).orElseThrow();
        outbox.pass(LEASE);
        var quick = claim(outbox.now()).orElseThrow();
        assertThat(touches.worded(slow.id(), slow.token(), Message.of("stale"), outbox.now()))
                .isFalse();
        assertThat(touches.notWorded(slow.id(), slow.token(), "stale", outbox.now()))
                .isFalse();
        assertThat(touches.worded(quick.id(), quick.token(), Message.of("fresh"), outbox.now()))
                .isTrue();
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("fresh");
    }

    @Test
    void wordsTheOldestOfAClientFirstAndEachClientInTurn() {
        planned(anna, "a1");
        planned(anna, "a2");
        planned(boris, "b1");
        assertThat(claim(outbox.now()).orElseThrow().key()).isEqualTo("a1");
        assertThat(claim(outbox.now()).orElseThrow().key()).isEqualTo("b1");
        assertThat(claim(outbox.now())).isEmpty();
    }

    @Test
    void wordsAnswersBeforeWhatNobodyAskedForAndNothingBeforeItsTime() {
        outbox.planUnworded(anna, "unasked", Kind.PROACTIVE, outbox.now());
        outbox.planUnworded(boris, "later", Kind.PROACTIVE, outbox.now().plusSeconds(30));
        planned(boris, "answer");
        assertThat(claim(outbox.now()).orElseThrow().key()).isEqualTo("answer");
        assertThat(claim(outbox.now()).orElseThrow().key()).isEqualTo("unasked");
        assertThat(claim(outbox.now())).isEmpty();
        assertThat(claim(outbox.now().plusSeconds(30)).orElseThrow().key()).isEqualTo("later");
    }

    @Test
    void givesUpATouchForWhichNoWordsAreFound() {
        planned(anna, "hello");
        for (int i = 0; i < Touches.TRIES; i++) {
            var claimed = claim(outbox.now()).orElseThrow();
            assertThat(touches.notWorded(claimed.id(), claimed.token(), "no template", outbox.now()))
                    .isTrue();
            outbox.pass(Duration.ofMinutes(2));
        }
        assertThat(claim(outbox.now())).isEmpty();
        assertThat(outbox.state("hello")).isEqualTo("DEAD");
        assertThat(outbox.reason("hello")).isEqualTo("no template");
    }

    @Test
    void keepsWordsButtonsAndAttachment() {
        var message = new Message(
                "Ёлка 🎄\0", List.of(new Button("Да", "yes")), new Attachment("Гид", "https://bereg.example/g"));
        assertThat(Message.ofJson(message.json())).isEqualTo(message);
        assertThat(message.text()).isEqualTo("Ёлка 🎄\uFFFD");
        assertThat(Message.ofJson("{\"text\":\"x\",\"mood\":1}").buttons()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Message.of(" "));
    }

    @Test
    void oneClientWithThousandsOfTouchesDoesNotHoldUpTheOthers() {
        DATABASE.jdbc()
                .sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, message, planned_at, ready_at)
                select :anna, 'flood ' || n, 'REPLY', 'telegram', 'anna', 'READY', '{}', '{"text":"x"}', :now, :now
                from generate_series(1, 20000) n
                """)
                .param("anna", anna)
                .param("now", TouchRows.utc(Outbox.NOON))
                .update();
        DATABASE.jdbc().sql("""
                with c as (insert into client (created_at) select now() from generate_series(1, 500) returning id)
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, message, planned_at, ready_at)
                select id, 'calm', 'REPLY', 'telegram', 'c' || id, 'READY', '{}', '{"text":"calm"}', :now, :now from c
                """).param("now", TouchRows.utc(Outbox.NOON)).update();
        DATABASE.jdbc().sql("analyze touch").update();
        long start = System.nanoTime();
        int sends = 0;
        while (outbox.telegram.texts().stream().filter("calm"::equals).count() < 500) {
            outbox.delivery.deliverNext();
            sends++;
        }
        assertThat(sends).isLessThan(510);
        assertThat(Duration.ofNanos(System.nanoTime() - start).dividedBy(sends)).isLessThan(Duration.ofMillis(40));
    }

    private void planned(long client, String key) {
        outbox.planUnworded(client, key, Kind.REPLY, outbox.now());
    }

    private Optional<Touch> claim(Instant now) {
        return touches.claimForWording(now, LEASE);
    }

    private long count() {
        return DATABASE.jdbc()
                .sql("select count(*) from touch")
                .query(Long.class)
                .single();
    }
}
