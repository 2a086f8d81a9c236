package io.rapport.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.channel.SendResult;
import io.rapport.client.Clients;
import io.rapport.client.Events;
import io.rapport.outbox.Touch.Kind;
import io.rapport.testing.TestDatabase;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opt-outs at every instant around a send, while two nodes deliver. */
@Timeout(120)
class OptOutRaceTest {

    private static final int CLIENTS = Integer.getInteger("rapport.test.opt-outs", 300);
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Outbox outbox = new Outbox(DATABASE);
    private final Clients clients = new Clients(DATABASE.jdbc(), DATABASE.transaction(), new Events(DATABASE.jdbc()));

    private final QuietLine line = new QuietLine(clients, outbox.touches, DATABASE.transaction());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void nothingIsSentThatHadNotBegunWhenTheOptOutCommitted() throws Exception {
        Map<String, Long> calledAt = new ConcurrentHashMap<>();
        outbox.telegram.answer = message -> {
            calledAt.put(message.recipient(), System.nanoTime());
            LockSupport.parkNanos(message.text().hashCode() & 0x1fffff);
            return new SendResult.Sent("1");
        };
        var over = new AtomicBoolean();
        var other = outbox.node();
        var pool = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            var node = i % 2 == 0 ? outbox.delivery : other;
            pool.execute(() -> {
                while (!over.get()) {
                    if (!node.deliverNext()) {
                        LockSupport.parkNanos(4_000_000);
                    }
                }
            });
        }
        var random = new Random(17);
        int unsent = 0;
        for (int i = 0; i < CLIENTS; i++) {
            String name = "client " + i;
            long client = outbox.client(name);
            outbox.plan(client, name, Kind.REPLY);
            LockSupport.parkNanos(random.nextInt(2_500_000));
            boolean first = line.change(client, () -> {
                clients.optOut(client, "message", outbox.now());
                return outbox.state(name).equals("READY");
            });
            long committed = System.nanoTime();
            if (first) {
                unsent++;
                awaitState(name, "SUPPRESSED");
                assertThat(calledAt).as("unsent when the opt-out committed").doesNotContainKey(name);
            } else {
                assertThat(calledAt.get(name))
                        .as("called before the opt-out committed")
                        .isLessThan(committed);
            }
        }
        over.set(true);
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(unsent).as("opt-outs that came first").isBetween(1, CLIENTS - 1);
    }

    private void awaitState(String touch, String state) {
        while (!outbox.state(touch).equals(state)) {
            assertThat(outbox.state(touch)).isIn("READY", state);
            LockSupport.parkNanos(200_000);
        }
    }
}
