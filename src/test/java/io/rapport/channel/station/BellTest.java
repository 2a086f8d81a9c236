package io.rapport.channel.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each test has its own time: interrupting the one that starts the database server would spoil it for all others. */
class BellTest {

    private final Bell bell = new Bell();

    @Test
    @Timeout(10)
    void wakesWhoeverWaits() throws Exception {
        var waiting = CompletableFuture.supplyAsync(this::awaitLong);
        bell.ring();
        assertThat(waiting.get(2, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Timeout(10)
    void isHeardByWhoeverComesLater() throws Exception {
        bell.ring();
        assertThat(bell.await(Duration.ZERO)).isTrue();
        assertThat(bell.await(Duration.ZERO)).isFalse();
    }

    @Test
    @Timeout(10)
    void ringsEachRingAtItsTime() throws Exception {
        bell.ringIn(Duration.ofMillis(150));
        bell.ringIn(Duration.ofMillis(60));
        assertThat(bell.await(Duration.ofMillis(10))).isFalse();
        long start = System.nanoTime();
        assertThat(bell.await(Duration.ofSeconds(5))).isTrue();
        assertThat(bell.await(Duration.ofSeconds(5))).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(3));
    }

    @Test
    void ringsOnlyWhenTheTransactionHasCommitted() throws Exception {
        try (var database = TestDatabase.create()) {
            database.transaction().executeWithoutResult(status -> {
                bell.ringAfterCommit();
                assertThat(rings()).isFalse();
            });
            assertThat(rings()).isTrue();
            database.transaction().executeWithoutResult(status -> {
                bell.ringAfterCommit();
                status.setRollbackOnly();
            });
            assertThat(rings()).isFalse();
        }
    }

    private boolean rings() {
        try {
            return bell.await(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean awaitLong() {
        try {
            return bell.await(Duration.ofSeconds(8));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
