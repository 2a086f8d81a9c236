package io.rapport.client.merge;

import static io.rapport.client.merge.Two.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.TestDatabase;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever two people have: it is one's after the merge, and each one's own again after the undo. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeAndUndoTest {

    private static final int PEOPLE = 60;

    private TestDatabase database;
    private Two two;

    @BeforeAll
    void open() {
        database = TestDatabase.create();
        two = new Two(database);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void mergeThenUndoLeavesEverythingAsItWas() {
        for (int seed = 0; seed < PEOPLE; seed++) {
            var random = new Random(seed);
            long one = two.somebody(random, "telegram", "t" + seed);
            long other = two.somebody(random, "webchat", "w" + seed);
            List<String> before = unsuppressed(two.everything(one, other), one, other);

            two.merge(one, other);
            assertThat(two.jdbc
                            .sql("select count(*) from client where id = ?")
                            .param(other)
                            .query(Integer.class)
                            .single())
                    .isZero();
            two.undo(one, NOW.plusSeconds(60));

            assertThat(unsuppressed(two.everything(one, other), one, other))
                    .as("seed %d", seed)
                    .isEqualTo(before);
        }
    }

    /** A touch that the merge kept from leaving does not leave later either: rules decide anew. */
    private List<String> unsuppressed(List<String> lines, long one, long other) {
        var merged = new TreeSet<>(two.jdbc
                .sql("""
                select id from touch where client_id in (?, ?) and reason = 'MERGED' or client_id in (?, ?)
                  and state in ('PLANNED', 'READY', 'RETRY', 'HELD') and kind = 'PROACTIVE'
                """)
                .params(one, other, one, other)
                .query(Long.class)
                .list());
        return lines.stream()
                .filter(line -> !line.startsWith("touch ")
                        || merged.stream().noneMatch(id -> line.contains("\"id\": " + id + ",")))
                .toList();
    }

    @Test
    void moneyIsTheSumAndEveryEventIsThereOnce() {
        for (int seed = 1_000; seed < 1_000 + PEOPLE; seed++) {
            var random = new Random(seed);
            long one = two.somebody(random, "telegram", "t" + seed);
            long other = two.somebody(random, "webchat", "w" + seed);
            String money =
                    "select coalesce(sum(amount - refunded), 0)::text || ' ' || count(*) from purchase where client_id in (?, ?)";
            String before =
                    two.jdbc.sql(money).params(one, other).query(String.class).single();
            List<String> union =
                    two.jdbc.sql("""
                    select distinct case when type = 'PURCHASED' then id::text else type || dedupe_key end
                    from event where client_id in (?, ?) order by 1
                    """).params(one, other).query(String.class).list();

            two.merge(one, other);

            assertThat(two.jdbc.sql(money).params(one, one).query(String.class).single())
                    .isEqualTo(before);
            assertThat(two.jdbc.sql("""
                            select case when type = 'PURCHASED' then id::text else type || split_part(dedupe_key, '#', 1) end
                            from event where client_id = ? and dedupe_key not like 'merge:%' order by 1
                            """).param(one).query(String.class).list())
                    .as("seed %d", seed)
                    .isEqualTo(union);
            assertThat(two.jdbc.sql("""
                            select count(*) from sequence_enrolment where client_id = ? and ended_at is null
                            """).param(one).query(Integer.class).single())
                    .isLessThanOrEqualTo(1);
        }
    }
}
