package io.rapport.engagement.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.channel.InboundMessage.Kind;
import io.rapport.channel.Inbox;
import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.merge.MergeRefused;
import io.rapport.client.merge.Merging;
import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same person in Telegram and in the web chat, in the whole house. */
@RapportTest
class OnePersonTest {

    private static final int MERGES = 6;
    private static final AtomicInteger COUNT = new AtomicInteger(5_000);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clients clients;

    @Autowired
    Merging merging;

    @Autowired
    Inbox inbox;

    @Autowired
    Clock clock;

    private Http http;
    private int who;

    @BeforeEach
    void somebody() {
        http = Http.on(port);
        who = COUNT.incrementAndGet();
    }

    @Test
    void whoSharesTheNumberThatTheSiteHasConfirmedIsOneClientAndGoesOnTalkingInBothPlaces() {
        chat("Здравствуйте! Хочу английский для путешествий");
        long web = client("webchat", session());
        http.send(http.request("/api/v1/clients/" + web + "/contacts")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"phone\":\"%s\",\"verified\":true}".formatted(phone()))));

        sharesContact();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(client("telegram", telegram())).isEqualTo(web));
        chat("сколько стоит?");
        assertThat(jdbc.sql("select count(*) from event where client_id = ? and type in ('MESSAGE', 'CONTACT_SHARED')")
                        .param(web)
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        assertThat(http.get("/api/v1/chat/messages?session=" + session()).body())
                .doesNotContain(phone());
    }

    @Test
    void whoTypesAnothersNumberLearnsNothing() {
        sharesContact();
        await().until(() -> clients.find("telegram", telegram()).isPresent());
        long victim = client("telegram", telegram());

        chat("мой телефон " + phone());

        long web = client("webchat", session());
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(jdbc.sql("select count(*) from client_likeness where one in (?, ?)")
                                .params(victim, web)
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1));
        assertThat(clients.find(victim)).isPresent();
        assertThat(client("webchat", session())).isNotEqualTo(victim);
    }

    /** Whatever happened to two of them: the one they become stands where one stands to whom all of it happened. */
    @Test
    void scoreStageAndMoneyAreThoseOfAllThatHappened() {
        for (int seed = 0; seed < 4; seed++) {
            var random = new Random(seed);
            String people = "s" + seed + "-" + who;
            List<String> toUnion = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String type = List.of(
                                "MESSAGE",
                                "WEBINAR_ATTENDED",
                                "TRIAL_BOOKED",
                                "CONTENT_OPENED",
                                "SITE_OPENED",
                                "PURCHASED")
                        .get(random.nextInt(6));
                String at = clock.instant()
                        .minus(random.nextInt(60_000) + 10, ChronoUnit.MINUTES)
                        .toString();
                String rest =
                        "\"type\":\"%s\",\"at\":\"%s\",\"dedupeKey\":\"%s\",\"attributes\":{\"value\":\"v%d\",\"amount\":%d}"
                                .formatted(type, at, people + i, random.nextInt(3), 100 + random.nextInt(9_000));
                tell("telegram", people + random.nextInt(2), rest);
                toUnion.add(rest);
            }
            toUnion.forEach(rest -> tell("telegram", people + "union", rest));
            long kept = client("telegram", people + "0");

            merging.merge(kept, client("telegram", people + "1"), new Merging.Deed("test", "", clock.instant()));

            JsonNode one = review(kept);
            JsonNode union = review(client("telegram", people + "union"));
            assertThat(one.path("score").path("total"))
                    .as("seed %d", seed)
                    .isEqualTo(union.path("score").path("total"));
            assertThat(one.path("stage")).isEqualTo(union.path("stage"));
            // A tag that one of them had may stay longer than its cause: rows put tags on and take them off.
            assertThat(texts(one.path("tags"))).containsAll(texts(union.path("tags")));
            assertThat(money(kept)).isEqualTo(money(client("telegram", people + "union")));
        }
    }

    /** Merged and parted again and again while messages come: each is answered once, whoever they are by then. */
    @Test
    void noMessageIsLostOrAnsweredTwiceWhileTwoBecomeOneAndTwoAgain() throws Exception {
        chat("привет");
        telegramUpdate("\"text\":\"привет\"");
        await().until(() -> clients.find("telegram", telegram()).isPresent());
        int messages = 12;
        var writer = new Thread(() -> {
            for (int i = 0; i < messages; i++) {
                http.post(
                        "/api/v1/chat/messages",
                        "{\"session\":\"%s\",\"text\":\"сколько стоит?\"}".formatted(session()));
                telegramUpdate("\"text\":\"какое расписание?\"");
            }
        });
        writer.start();
        int merges = 0;
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while ((writer.isAlive() || waiting() > 0) && merges < MERGES && System.nanoTime() < end) {
            Thread.sleep(100);
            long one = client("telegram", telegram());
            long other = client("webchat", session());
            try {
                if (one == other) {
                    merging.undo(one, null, new Merging.Deed("test", "", clock.instant()));
                } else {
                    merging.merge(one, other, new Merging.Deed("test", "", clock.instant()));
                    merges++;
                }
            } catch (MergeRefused e) {
                assertThat(e.reason()).isEqualTo(MergeRefused.Reason.BUSY);
            }
        }
        writer.join();
        await().atMost(Duration.ofSeconds(60)).until(() -> waiting() == 0);
        assertThat(merges).isPositive();
        assertThat(jdbc.sql("select count(*) from inbound where lane in (?, ?) and state <> 'DONE'")
                        .params(session(), telegram())
                        .query(Integer.class)
                        .single())
                .isZero();
        String clientsOf = " where client_id in (select client_id from identity where external_id in (?, ?))";
        assertThat(jdbc.sql("select count(*) from event" + clientsOf + " and type = 'MESSAGE'")
                        .params(session(), telegram())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2 * messages + 2);
        assertThat(jdbc.sql("select count(*) - count(distinct touch_key) from touch" + clientsOf)
                        .params(session(), telegram())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("""
                        select count(*) from inbound join identity on identity.channel = inbound.channel
                            and identity.external_id = inbound.lane
                        where lane in (?, ?) and inbound.client_id <> identity.client_id
                        """)
                        .params(session(), telegram())
                        .query(Integer.class)
                        .single())
                .as("each message is with the one who wrote it")
                .isZero();
    }

    private int waiting() {
        return jdbc.sql("select count(*) from inbound where lane in (?, ?) and state = 'RECEIVED'")
                .params(session(), telegram())
                .query(Integer.class)
                .single();
    }

    private String telegram() {
        return "7700" + who;
    }

    private String session() {
        return "session-of-the-person-" + who;
    }

    private String phone() {
        return "+7916777" + who;
    }

    private long client(String channel, String externalId) {
        return clients.find(channel, externalId).map(Client::id).orElse(-1L);
    }

    private void chat(String text) {
        assertThat(http.post("/api/v1/chat/messages", "{\"session\":\"%s\",\"text\":\"%s\"}".formatted(session(), text))
                        .statusCode())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select count(*) from inbound where lane = ? and state = 'RECEIVED'")
                                .param(session())
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private void sharesContact() {
        telegramUpdate("\"contact\":{\"phone_number\":\"%s\",\"user_id\":%s}".formatted(phone(), telegram()));
    }

    private void telegramUpdate(String content) {
        int id = COUNT.incrementAndGet() + 1_000_000;
        byte[] update = """
                {"update_id":%d,"message":{"message_id":%d,"from":{"id":%s,"first_name":"Анна"},
                 "chat":{"id":%s,"type":"private"},%s}}
                """.formatted(id, id, telegram(), telegram(), content).getBytes(StandardCharsets.UTF_8);
        inbox.receive("telegram", "u" + id, telegram(), id, Kind.MESSAGE, update, clock.instant());
    }

    private void tell(String channel, String externalId, String event) {
        var answer = http.post(
                "/api/v1/events",
                "{\"events\":[{\"channel\":\"%s\",\"externalId\":\"%s\",%s}]}".formatted(channel, externalId, event));
        assertThat(answer.body()).contains("\"rejected\":[]");
    }

    private JsonNode review(long client) {
        return JsonMapper.shared()
                .readTree(http.post("/api/v1/clients/" + client + "/review", "").body());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private String money(long client) {
        return jdbc.sql(
                        "select coalesce(sum(amount - refunded), 0) || ' in ' || count(*) from purchase where client_id = ?")
                .param(client)
                .query(String.class)
                .single();
    }
}
