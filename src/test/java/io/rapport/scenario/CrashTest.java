package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.RapportProcess;
import io.rapport.testing.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills what can be killed while people write. One round each keeps the build quick; {@code -Dtest=CrashTest
 * -Drapport.crash.rounds=50} is for a long evening.
 */
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("rapport.crash.rounds", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Pattern SETUP = Pattern.compile("/setup\\?token=\\S+");
    private static final String PASSWORD = "a long enough password";

    @TempDir
    static Path data;

    private static FakeBotApi telegram;
    private static RapportProcess rapport;

    @BeforeAll
    static void open() {
        telegram = new FakeBotApi(Duration.ofMillis(150));
        start();
        appointTheOwner();
    }

    @AfterAll
    static void close() throws InterruptedException {
        rapport.close();
        telegram.stop();
    }

    @Test
    void losesNothingAndSaysNothingTwiceWhenKilled() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            Instant clock = advance("P3D");
            String release = rapport.http().get("/api/v1/releases").body();
            Crowd crowd;
            try (Crowd writing = new Crowd(rapport.http())) {
                crowd = writing;
                await().atMost(PATIENCE).until(() -> writing.acknowledged() > 60);
                rapport.kill();
            }
            start();

            // Leases of the killed one end by themselves in a minute; nobody wants to wait for it here.
            assertThat(advance("PT2M")).isAfter(clock);
            everyoneIsAnsweredOnce(crowd);
            assertThat(rapport.http().get("/api/v1/releases").body()).isEqualTo(release);
            assertThat(visitorSignsIn()).as("the owner still has a key").isTrue();
        }
    }

    @Test
    void says503WhileItsDatabaseIsDeadAndHealsByItself() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            Crowd crowd;
            try (Crowd writing = new Crowd(rapport.http())) {
                crowd = writing;
                await().atMost(PATIENCE).until(() -> writing.acknowledged() > 60);
                rapport.killDatabase();
                await().atMost(PATIENCE).until(() -> writing.statuses().contains(503));
                int before = writing.acknowledged();
                await().atMost(PATIENCE).until(() -> writing.acknowledged() > before + 20);
            }
            assertThat(crowd.statuses()).as(rapport.output()).isSubsetOf(200, 202, 503);
            advance("PT2M");
            everyoneIsAnsweredOnce(crowd);
        }
    }

    private static void everyoneIsAnsweredOnce(Crowd crowd) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> unfinished() == 0);
        assertThat(keys("select external_id from inbound where channel = 'telegram'"))
                .containsAll(crowd.acknowledgedChats());
        assertThat(keys("select lane from inbound where channel = 'webchat'"))
                .containsAll(crowd.acknowledgedSessions());
        assertThat(keys("select id::text from inbound where state <> 'DONE'"))
                .as("not handled")
                .isEmpty();
        assertThat(keys("select recipient from touch")).containsAll(crowd.acknowledgedChats());
        assertThat(keys("select recipient || ' ' || state from touch where state not in ('SENT', 'UNKNOWN')"))
                .isEmpty();

        Map<String, Long> sent = telegram.sentByChat();
        assertThat(sent.values()).as("answers to one question").containsOnly(1L);
        assertThat(sent.keySet())
                .containsAll(keys("select recipient from touch where channel = 'telegram' and state = 'SENT'"));
        // In the web chat there is nothing between us and the page that could lose an answer.
        assertThat(keys("select recipient from touch where channel = 'webchat' and state = 'SENT'"))
                .containsAll(crowd.acknowledgedSessions());
    }

    private static long unfinished() {
        return rapport.jdbc().sql("""
                select (select count(*) from inbound where state = 'RECEIVED')
                     + (select count(*) from touch where state in ('PLANNED', 'READY', 'SENDING', 'RETRY'))
                """).query(Long.class).single();
    }

    private static Set<String> keys(String sql) {
        List<String> all = rapport.jdbc().sql(sql).query(String.class).list();
        return all.stream().collect(Collectors.toSet());
    }

    private static void start() {
        rapport = RapportProcess.start(
                data,
                Map.of(
                        "RAPPORT_TELEGRAM_TOKEN",
                        FakeBotApi.TOKEN,
                        "RAPPORT_TELEGRAM_SECRET",
                        FakeBotApi.SECRET,
                        "RAPPORT_TELEGRAM_API_URL",
                        telegram.url(),
                        "RAPPORT_TELEGRAM_PER_BOT_PER_SECOND",
                        "1000"));
    }

    private static void appointTheOwner() {
        var link = SETUP.matcher(rapport.output());
        assertThat(link.find()).isTrue();
        Visitor.of(rapport.port())
                .submit(
                        link.group(),
                        link.group(),
                        Map.of("name", "owner", "password", PASSWORD, "confirmation", PASSWORD));
    }

    private static boolean visitorSignsIn() {
        var visitor = Visitor.of(rapport.port());
        visitor.signIn("owner", PASSWORD);
        return visitor.get("/console").statusCode() == 200;
    }

    private static Instant advance(String amount) {
        String body = rapport.http()
                .post("/api/v1/demo/clock", "{\"advance\":\"" + amount + "\"}")
                .body();
        return Instant.parse(JsonMapper.shared().readTree(body).path("now").asString());
    }
}
