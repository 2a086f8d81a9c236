package io.rapport.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a base of 60,000 clients, because a plan says nothing on a small one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientViewsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private TestDatabase database;
    private ClientViews views;

    @BeforeAll
    void fill() {
        database = TestDatabase.create();
        views = new ClientViews(database.jdbc());
        run("""
                insert into client (created_at, name, phone, email, stage, last_message_at)
                select timestamptz '2026-01-01' + n * interval '1 minute', 'Клиент ' || n, '+7916' || lpad(n::text, 7, '0'),
                    'client' || n || '@example.com', case when n % 100 = 0 then 'OFFERED' else 'NEW' end,
                    case when n % 3 = 0 then null else timestamptz '2026-06-01' + n * interval '1 minute' end
                from generate_series(1, 60000) n
                """);
        run("""
                insert into identity (client_id, channel, external_id, created_at)
                select id, 'telegram', (700000 + id)::text, created_at from client
                """);
        run("vacuum analyze client, identity");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void findsByPartsOfNamePhoneAndMailAndByIds() {
        assertThat(found("клиент 41237")).containsExactly("Клиент 41237");
        assertThat(found("79160041237")).containsExactly("Клиент 41237");
        assertThat(found("client41237@")).containsExactly("Клиент 41237");
        assertThat(found("741237")).containsExactly("Клиент 41237");
        assertThat(found("#41237")).contains("Клиент 41237");
        assertThat(found("100%")).isEmpty();
    }

    @Test
    void readsOnePageInsteadOfTheWholeBase() {
        assertThat(plan("from client c where (coalesce(c.last_message_at, c.created_at), c.id) < ('2026-07-05', 1000)"
                        + " order by coalesce(c.last_message_at, c.created_at) desc, c.id desc limit 31"))
                .contains("client_recent")
                .doesNotContain("Seq Scan");
    }

    @Test
    void searchesByTrigramsInsteadOfReadingTheWholeBase() {
        assertThat(plan("""
                from client where coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '')
                    ilike '%client41237@%'
                """)).contains("client_search").doesNotContain("Seq Scan");
        assertThat(plan("from identity where external_id = '741237'")).contains("identity_external");
    }

    @Test
    void answersWithinATenthOfASecond() {
        for (ClientFilter filter : List.of(
                ClientFilter.ALL,
                ClientFilter.ALL.withText("client41237@"),
                ClientFilter.ALL.withStage("OFFERED"),
                ClientFilter.ALL.on("telegram", "741237"))) {
            views.list(filter, Cursor.START, 30);
            long start = System.nanoTime();
            views.list(filter, Cursor.START, 30);
            // generous for a machine that is busy with other things; it takes a few milliseconds
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .as(filter.toString())
                    .isLessThan(300);
        }
    }

    @Test
    void waitsForAnAnswerUntilOneWasSent() {
        long id = database.jdbc()
                .sql("select id from client where name = 'Клиент 59999'")
                .query(Long.class)
                .single();
        ClientFilter waiting = ClientFilter.ALL.withText("Клиент 59999").onlyWaiting(true);
        assertThat(views.list(waiting, Cursor.START, 5).items()).hasSize(1);

        run("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, planned_at, ready_at, sent_at)
                select id, 'k', 'REPLY', 'telegram', 'x', 'SENT', '{}', last_message_at, last_message_at,
                    last_message_at + interval '1 second' from client where id = %d
                """.formatted(id));
        assertThat(views.list(waiting, Cursor.START, 5).items()).isEmpty();
    }

    @Test
    void countsTheDay() {
        TodayView.Today today = new TodayView(database.jdbc()).since(Instant.parse("2026-02-11T00:00:00Z"), NOW);
        assertThat(today.clients()).isEqualTo(60_000);
        assertThat(today.newClients()).isPositive().isLessThan(60_000);
        assertThat(today.setAside()).isZero();
    }

    private List<String> found(String text) {
        return views.list(ClientFilter.ALL.withText(text), Cursor.START, 5).items().stream()
                .map(ClientRow::name)
                .toList();
    }

    private String plan(String query) {
        return String.join(
                "\n",
                database.jdbc()
                        .sql("explain select id "
                                + query.replace("select id from identity", "select client_id from identity"))
                        .query(String.class)
                        .list());
    }

    private void run(String sql) {
        database.jdbc().sql(sql).update();
    }
}
