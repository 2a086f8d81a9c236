package io.rapport.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TouchViewsTest {

    private static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");

    private TestDatabase database;
    private TouchViews touches;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        touches = new TouchViews(database.jdbc());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void countsWhatCameOfTheTouchesOfEachRow() {
        long anna = client();
        touch(anna, "first", "W-1", "SENT", MAY, null);
        touch(anna, "second", "W-1", "UNKNOWN", MAY.plus(Duration.ofDays(10)), null);
        happened(anna, "MESSAGE", MAY.plus(Duration.ofHours(71)), "{}");
        happened(anna, "LINK_CLICKED", MAY.plus(Duration.ofDays(5)), "{\"touch\": \"first\"}");
        long boris = client();
        touch(boris, "first", "W-1", "SENT", MAY, null);
        happened(boris, "OPTED_OUT", MAY.plus(Duration.ofHours(1)), "{}");
        touch(boris, "step", "K-1", "SENT", MAY, null);

        assertThat(touches.between(MAY, MAY.plus(Duration.ofDays(30))))
                .containsExactly(
                        new TouchViews.Count("W-1", 3, 2, 1, 1, 1), new TouchViews.Count("K-1", 1, 1, 0, 0, 1));
    }

    @Test
    void countsNoAnswerThatCameTooLateOrBefore() {
        long anna = client();
        touch(anna, "first", "W-1", "SENT", MAY, null);
        happened(anna, "MESSAGE", MAY.minusSeconds(1), "{}");
        happened(anna, "MESSAGE", MAY.plus(Duration.ofHours(73)), "{}");
        happened(anna, "LINK_CLICKED", MAY.plusSeconds(60), "{\"touch\": \"another\"}");
        happened(anna, "LINK_CLICKED_BY_MACHINE", MAY.plusSeconds(1), "{\"touch\": \"first\"}");

        assertThat(touches.between(MAY, MAY.plusSeconds(1)))
                .containsExactly(new TouchViews.Count("W-1", 1, 1, 0, 0, 0));
        assertThat(touches.between(MAY.plusSeconds(1), MAY.plus(Duration.ofDays(9))))
                .isEmpty();
    }

    @Test
    void tellsWhatKeptTouchesFromLeaving() {
        for (int i = 0; i < 2; i++) {
            touch(client(), "first", "W-1", "SUPPRESSED", MAY, "CLIENT_WROTE");
        }
        touch(client(), "first", "W-1", "HELD", MAY, "P-100: Тихие часы");
        touch(client(), "first", "W-1", "SENT", MAY, null);

        assertThat(touches.kept(MAY, MAY.plusSeconds(1)))
                .containsExactly(
                        new TouchViews.Kept("SUPPRESSED", "CLIENT_WROTE", 2),
                        new TouchViews.Kept("HELD", "P-100: Тихие часы", 1));
    }

    private long client() {
        return database.jdbc()
                .sql("insert into client (created_at) values ('2026-01-01') returning id")
                .query(Long.class)
                .single();
    }

    private void touch(long client, String key, String row, String state, Instant at, String reason) {
        database.jdbc()
                .sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, planned_at, ready_at, sent_at, row_id, reason)
                values (?, ?, 'PROACTIVE', 'telegram', 'x', ?, '{}', ?, ?, ?, ?, ?)
                """)
                .params(
                        client,
                        key,
                        state,
                        at.atOffset(ZoneOffset.UTC),
                        at.atOffset(ZoneOffset.UTC),
                        state.equals("SENT") ? at.atOffset(ZoneOffset.UTC) : null,
                        row,
                        reason)
                .update();
    }

    private void happened(long client, String type, Instant at, String attributes) {
        database.jdbc()
                .sql("insert into event (client_id, type, at, attributes, dedupe_key) values (?, ?, ?, ?::jsonb, ?)")
                .params(client, type, at.atOffset(ZoneOffset.UTC), attributes, type + at)
                .update();
    }
}
