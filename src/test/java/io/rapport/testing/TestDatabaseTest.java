package io.rapport.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void isMigratedAndKnowsCyrillicTrigrams() {
        try (var database = TestDatabase.create()) {
            assertThat(count(database, "client")).isZero();
            assertThat(database.jdbc()
                            .sql("select word_similarity('урок', 'пробный урок')")
                            .query(Double.class)
                            .single())
                    .isEqualTo(1.0);
        }
    }

    @Test
    void isOfOnesOwn() {
        try (var mine = TestDatabase.create();
                var yours = TestDatabase.create()) {
            mine.jdbc().sql("insert into client (created_at) values (now())").update();
            assertThat(count(mine, "client")).isOne();
            assertThat(count(yours, "client")).isZero();
        }
    }

    @Test
    void isReadyInAFractionOfASecond() {
        TestDatabase.create().close();
        long start = System.nanoTime();
        TestDatabase.create().close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    private static long count(TestDatabase database, String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
