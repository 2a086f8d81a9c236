package io.rapport.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    void isACopyAndNotMigratedAnew() {
        try (var mine = TestDatabase.create();
                var yours = TestDatabase.create()) {
            assertThat(migratedAt(mine)).isEqualTo(migratedAt(yours));
        }
    }

    private static List<String> migratedAt(TestDatabase database) {
        return database.jdbc()
                .sql("select installed_on::text from flyway_schema_history order by installed_rank")
                .query(String.class)
                .list();
    }

    private static long count(TestDatabase database, String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
