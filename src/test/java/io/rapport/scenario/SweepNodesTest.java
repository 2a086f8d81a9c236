package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.Holdout;
import io.rapport.testing.PriceAskers;
import io.rapport.testing.RapportProcess;
import io.rapport.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes on one database look after those who are due; one of them dies in the middle. */
class SweepNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int SILENT = 6_000;
    private static final int WRITTEN_TO = 300;
    private static final int OPT_OUTS = 40;

    @TempDir
    static Path data;

    private final TestDatabase database = TestDatabase.create();
    private final FakeBotApi telegram = new FakeBotApi(Duration.ofMillis(5));
    private final List<RapportProcess> nodes = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        for (RapportProcess node : nodes) {
            node.close();
        }
        telegram.stop();
        database.close();
    }

    @Test
    void shareTheSweepSoThatNoneIsIdleAndNothingIsSaidTwice() throws InterruptedException {
        startThree();
        remembersWhoReviews();
        silentClients();
        priceAskers();

        makeAllDue();
        await().atMost(PATIENCE).until(() -> count("select count(distinct node) from reviewed_by") == 3);
        nodes.get(0).kill();
        optOutAFew();

        await().atMost(PATIENCE).until(() -> count("select count(*) from client where due_at <= now()") == 0);
        await().atMost(PATIENCE).until(() -> count("""
                select count(*) from touch where state in ('PLANNED', 'READY', 'RETRY')
                """) == 0);
        everybodyWasReviewedAndWrittenToOnce();

        // Once more for everybody: what has been said is not said again.
        makeAllDue();
        await().atMost(PATIENCE).until(() -> count("select count(*) from client where due_at <= now()") == 0);
        everybodyWasReviewedAndWrittenToOnce();
    }

    private void everybodyWasReviewedAndWrittenToOnce() {
        assertThat(count("select count(*) from client where reviewed_release = 0 and opted_out_at is null"))
                .isZero();
        assertThat(telegram.sentByChat().values()).isNotEmpty().containsOnly(1L);
        assertThat(count("select coalesce(max(n), 0) from (select count(*) as n from touch where kind = 'PROACTIVE' "
                        + "and state in ('SENT', 'UNKNOWN', 'SENDING') group by client_id) t"))
                .isLessThanOrEqualTo(1);
        assertThat(count("""
                select count(*) from touch join client on client.id = client_id
                where kind = 'PROACTIVE' and sent_at > opted_out_at + interval '1 second'
                """)).as("sent after an opt-out had been confirmed").isZero();
        long touched = count("select count(distinct client_id) from touch where kind = 'PROACTIVE'");
        long optedOut = count("select count(*) from client where opted_out_at is not null");
        long heldOut = count("select count(*) from client where id > %d and opted_out_at is null and %s"
                .formatted(SILENT, Holdout.SQL));
        assertThat(touched + optedOut + heldOut).isGreaterThanOrEqualTo(WRITTEN_TO);
    }

    private void startThree() {
        List<CompletableFuture<RapportProcess>> starting = new ArrayList<>();
        for (int node = 1; node <= 3; node++) {
            int number = node;
            starting.add(CompletableFuture.supplyAsync(
                    () -> RapportProcess.start(data.resolve("node-" + number), environment("node-" + number))));
        }
        starting.forEach(node -> nodes.add(node.join()));
    }

    private Map<String, String> environment(String name) {
        var environment = new HashMap<String, String>();
        environment.put("SPRING_DATASOURCE_URL", database.url() + "?ApplicationName=" + name);
        environment.put("SPRING_DATASOURCE_USERNAME", database.user());
        environment.put("SPRING_DATASOURCE_PASSWORD", database.password());
        environment.put("RAPPORT_TELEGRAM_TOKEN", FakeBotApi.TOKEN);
        environment.put("RAPPORT_TELEGRAM_SECRET", FakeBotApi.SECRET);
        environment.put("RAPPORT_TELEGRAM_API_URL", telegram.url());
        environment.put("RAPPORT_TELEGRAM_PER_BOT_PER_SECOND", "1000");
        environment.put("RAPPORT_SWEEP_BATCH", "20");
        return environment;
    }

    private void remembersWhoReviews() {
        run("create table reviewed_by (node text, client_id bigint)");
        run("""
                create function remember() returns trigger language plpgsql as $$ begin
                    insert into reviewed_by values (current_setting('application_name'), new.id);
                    return new;
                end $$
                """);
        run("""
                create trigger remember after update on client for each row
                when (new.reviewed_release > old.reviewed_release) execute function remember()
                """);
    }

    private void silentClients() {
        run(
                "insert into client (created_at, name) select now() - interval '3 days', 'Тихий ' || n from generate_series(1, %d) n"
                        .formatted(SILENT));
    }

    /** In a zone where it is early afternoon now, so that no quiet hours hold anything up. */
    private void priceAskers() {
        PriceAskers.join(
                database.jdbc(),
                WRITTEN_TO,
                Duration.ofHours(49),
                List.of(afternoonZone().getId()));
    }

    private static ZoneId afternoonZone() {
        int hours = 14 - Instant.now().atZone(ZoneOffset.UTC).getHour();
        return ZoneId.of("Etc/GMT" + (hours > 0 ? "-" + hours : hours == 0 ? "" : "+" + -hours));
    }

    private void makeAllDue() {
        run("update client set due_at = now() where opted_out_at is null");
    }

    private void optOutAFew() {
        Set<Integer> statuses = new java.util.HashSet<>();
        for (long id = SILENT + 1; id <= SILENT + OPT_OUTS; id++) {
            var http = nodes.get(1 + (int) (id % 2)).http();
            statuses.add(http.send(http.request("/api/v1/clients/" + id + "/opt-out")
                            .header("Content-Type", "application/json")
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"source\":\"test\"}")))
                    .statusCode());
        }
        assertThat(statuses).allMatch(status -> status < 300);
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    private void run(String sql) {
        database.jdbc().sql(sql).update();
    }
}
