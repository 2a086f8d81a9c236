package io.rapport.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RapportTest
class JobsApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Http http;

    @BeforeEach
    void call() {
        http = Http.on(port);
    }

    @Test
    void listsEveryJobWithWhatBecameOfItLastAndWhenItRunsNext() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(json("/api/v1/jobs").path("items"))
                        .hasSize(5)
                        .allSatisfy(job -> {
                            assertThat(job.path("name").asString())
                                    .isIn("review", "weekly-digest", "retention", "partitions", "rollup");
                            assertThat(job.path("title").asString()).isNotBlank();
                            assertThat(job.path("schedule").asString()).contains("Europe/Moscow");
                            assertThat(job.path("outcome").asString()).isEqualTo("DONE");
                            assertThat(job.path("lastRun").isString()).isTrue();
                            assertThat(job.path("nextRun").isString()).isTrue();
                            assertThat(job.path("summary").asString()).isNotBlank();
                        }));
    }

    @Test
    void startsAJobByHand() {
        int before = runs("partitions");

        var answer = http.post("/api/v1/jobs/partitions/runs", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> runs("partitions") > before);
        assertThat(json("/api/v1/jobs").path("items").toString()).contains("\"startedBy\":\"api\"");
    }

    @Test
    void refusesToStartAJobThatRunsOrThatDoesNotExist() {
        await().atMost(PATIENCE).until(() -> runs("weekly-digest") > 0);
        // Begun by a node that has died with the lock in its hands.
        jdbc.sql("""
                insert into shedlock (name, lock_until, locked_at, locked_by)
                values ('job-weekly-digest', now() + interval '1 hour', now(), 'nobody')
                on conflict (name) do update set lock_until = excluded.lock_until
                """).update();
        jdbc.sql("insert into job_run (job, started_at, started_by) values ('weekly-digest', now(), 'schedule')")
                .update();

        assertThat(http.post("/api/v1/jobs/weekly-digest/runs", "").statusCode())
                .isEqualTo(409);
        assertThat(http.post("/api/v1/jobs/laundry/runs", "").statusCode()).isEqualTo(404);

        int before = runs("weekly-digest");
        jdbc.sql("update shedlock set lock_until = now() where name = 'job-weekly-digest'")
                .update();
        await().atMost(PATIENCE).until(() -> runs("weekly-digest") > before);
    }

    @Test
    void makesTheWholeBaseDueAfterARelease() {
        long opted = client("opted_out_at", "now()");
        long sleeping = client("due_at", "now() + interval '200 days'");
        long never = client("due_at", "null");
        await().atMost(PATIENCE).until(() -> runs("review") > 0);

        assertThat(http.post("/api/v1/jobs/review/runs", "").statusCode()).isIn(202, 409);

        await().atMost(PATIENCE).until(() -> reviewed(sleeping) && reviewed(never));
        assertThat(reviewed(opted)).as("has no time at all").isFalse();
    }

    @Test
    void letsGoOfWhatHasBeenKeptLongEnough() {
        long anna = client("due_at", "null");
        inbound(anna, "telegram", "old", "DONE", 100);
        inbound(anna, "telegram", "aside", "SET_ASIDE", 100);
        inbound(anna, "webchat", "hers", "DONE", 100);
        inbound(anna, "telegram", "young", "DONE", 10);
        jdbc.sql("""
                insert into silence (client_id, digest, release_id, action, row_id, reason, first_at, last_at)
                values (:c, 'old', 1, 'WAIT', 'W-1', 'x', now() - interval '500 days', now() - interval '401 days'),
                       (:c, 'new', 1, 'WAIT', 'W-2', 'x', now() - interval '500 days', now() - interval '399 days')
                """).param("c", anna).update();
        jdbc.sql("""
                insert into link (code, client_id, url, created_at)
                values ('old', :c, 'https://x', now() - interval '401 days'), ('new', :c, 'https://x', now())
                """).param("c", anna).update();
        jdbc.sql("create table decision_2019_01 partition of decision for values from ('2019-01-01') to ('2019-02-01')")
                .update();
        await().atMost(PATIENCE).until(() -> runs("retention") > 0);
        jdbc.sql("update job_run set position = '{}' where job = 'retention'").update();
        int before = runs("retention");

        http.post("/api/v1/jobs/retention/runs", "");
        await().atMost(PATIENCE).until(() -> runs("retention") > before);

        assertThat(texts("select external_id from inbound where client_id = %d and raw = ''".formatted(anna)))
                .containsExactly("old" + anna);
        assertThat(texts("select digest from silence where client_id = %d and row_id like 'W-%%'".formatted(anna)))
                .containsExactly("new");
        assertThat(texts("select code from link where client_id = " + anna)).containsExactly("new");
        assertThat(texts("select coalesce(to_regclass('decision_2019_01')::text, 'gone')"))
                .containsExactly("gone");
    }

    @Test
    void writesWhatAWeekCameTo() {
        long vera = client("due_at", "null");
        jdbc.sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, planned_at, ready_at, sent_at, row_id)
                select :c, 'reopen:' || n, 'PROACTIVE', 'telegram', 'x', 'SENT', '{}', at, at, at, 'W-777'
                from (select n, date_trunc('week', now()) - interval '3 days' as at from generate_series(1, 3) n) t
                """).param("c", vera).update();
        jdbc.sql("""
                insert into event (client_id, type, at, dedupe_key)
                values (:c, 'MESSAGE', date_trunc('week', now()) - interval '2 days', 'm')
                """).param("c", vera).update();
        jdbc.sql("""
                insert into purchase (client_id, product_code, provider, external_id, amount, currency, paid_at)
                values (:c, 'GROUP', 'test', :key, 4900, 'RUB', date_trunc('week', now()) - interval '2 days')
                """)
                .param("c", vera)
                .param("key", UUID.randomUUID().toString())
                .update();
        await().atMost(PATIENCE).until(() -> runs("weekly-digest") > 0);
        int before = runs("weekly-digest");

        http.post("/api/v1/jobs/weekly-digest/runs", "");
        await().atMost(PATIENCE).until(() -> runs("weekly-digest") > before);
        http.post("/api/v1/jobs/weekly-digest/runs", "");
        await().atMost(PATIENCE).until(() -> runs("weekly-digest") > before + 1);

        JsonNode newest = json("/api/v1/digests").path("items").get(0);
        assertThat(newest.path("body").path("touches"))
                .filteredOn(touch -> touch.path("row").asString().equals("W-777"))
                .singleElement()
                .satisfies(touch -> {
                    assertThat(touch.path("sent").asInt()).isEqualTo(3);
                    assertThat(touch.path("answered").asInt()).isEqualTo(3);
                    assertThat(touch.path("clients").asInt()).isOne();
                });
        assertThat(newest.path("body").path("purchases").path("count").asInt()).isPositive();
    }

    private long client(String column, String value) {
        return jdbc.sql("""
                with born as (insert into client (created_at, %s) values (now(), %s) returning id)
                insert into identity (client_id, channel, external_id, created_at)
                select id, 'webchat', 'of client ' || id, now() from born returning client_id
                """.formatted(column, value)).query(Long.class).single();
    }

    private void inbound(long client, String channel, String name, String state, int daysOld) {
        jdbc.sql("""
                insert into inbound (channel, external_id, lane, position, kind, received_at, raw, state, ready_at, client_id)
                values (:channel, :external, :external, 1, 'MESSAGE', now() - :days * interval '1 day', '{"a":1}', :state, now(), :client)
                """)
                .param("channel", channel)
                .param("external", name + client)
                .param("days", daysOld)
                .param("state", state)
                .param("client", client)
                .update();
    }

    private boolean reviewed(long id) {
        return jdbc.sql("select reviewed_release > 0 from client where id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** That ended well. */
    private int runs(String job) {
        return jdbc.sql("select count(*) from job_run where job = ? and outcome = 'DONE'")
                .param(job)
                .query(Integer.class)
                .single();
    }

    private java.util.List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private JsonNode json(String path) {
        return JsonMapper.shared().readTree(http.get(path).body());
    }
}
