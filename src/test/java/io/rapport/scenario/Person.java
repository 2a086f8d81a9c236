package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.Http;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who writes to the bot in Telegram and reads what it answers. */
final class Person {

    private static final AtomicLong UPDATES = new AtomicLong(900_000_000);
    private static final AtomicLong CHATS = new AtomicLong(700_000);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Http http;
    private final FakeBotApi telegram;
    private final String name;
    private final long chat = CHATS.incrementAndGet();
    private int read;

    Person(Http http, FakeBotApi telegram, String name) {
        this.http = http;
        this.telegram = telegram;
        this.name = name;
    }

    String name() {
        return name;
    }

    long chat() {
        return chat;
    }

    static long nextUpdate() {
        return UPDATES.incrementAndGet();
    }

    void starts(String payload) {
        writes("/start " + payload);
    }

    void writes(String text) {
        assertThat(deliver(nextUpdate(), text)).isEqualTo(200);
    }

    /** Delivers one update, as often as Telegram likes; returns the status. */
    int deliver(long update, String text) {
        Map<String, Object> message = message();
        message.put("text", text);
        return post(Map.of("update_id", update, "message", message));
    }

    void taps(String data) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("id", "q" + nextUpdate());
        query.put("from", Map.of("id", chat, "is_bot", false, "first_name", name));
        query.put("message", message());
        query.put("data", data);
        assertThat(post(Map.of("update_id", nextUpdate(), "callback_query", query)))
                .isEqualTo(200);
    }

    void sharesOwnContact(String phone) {
        Map<String, Object> message = message();
        message.put("contact", Map.of("phone_number", phone, "first_name", name, "user_id", chat));
        assertThat(post(Map.of("update_id", nextUpdate(), "message", message))).isEqualTo(200);
    }

    private Map<String, Object> message() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("message_id", nextUpdate());
        message.put("date", 1_790_000_000);
        message.put("chat", Map.of("id", chat, "type", "private", "first_name", name));
        message.put("from", Map.of("id", chat, "is_bot", false, "first_name", name, "language_code", "ru"));
        return message;
    }

    private int post(Map<String, Object> update) {
        HttpResponse<String> response = http.send(http.request("/webhooks/telegram")
                .header("Content-Type", "application/json")
                .header("X-Telegram-Bot-Api-Secret-Token", FakeBotApi.SECRET)
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(update))));
        return response.statusCode();
    }

    /** The next answer; waits for it. */
    String reads() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> telegram.sentTo(chat).size() > read);
        JsonNode sent = telegram.sentTo(chat).get(read++);
        return sent.has("text")
                ? sent.path("text").asString()
                : sent.path("caption").asString();
    }

    boolean hasUnread() {
        return telegram.sentTo(chat).size() > read;
    }

    List<JsonNode> everythingRead() {
        return telegram.sentTo(chat);
    }

    /** Nothing more has come, although everything this person sent has been dealt with. */
    void readsNothingMore() {
        await().atMost(PATIENCE).until(() -> client().path("id").isNumber());
        await().atMost(PATIENCE).until(this::isEverythingHandled);
        assertThat(telegram.sentTo(chat)).hasSize(read);
    }

    private boolean isEverythingHandled() {
        JsonNode actions = JsonMapper.shared()
                .readTree(http.get("/api/v1/clients/" + id() + "/timeline?limit=200")
                        .body());
        return actions.path("items").size() > 0 && waiting() == 0;
    }

    private long waiting() {
        return ScenarioTest.waiting(chat);
    }

    long id() {
        return client().path("id").asLong();
    }

    JsonNode client() {
        String path = "/api/v1/clients?channel=telegram&externalId=" + chat;
        return JsonMapper.shared().readTree(http.get(path).body()).path("items").path(0);
    }

    /** Newest first. */
    List<JsonNode> decisions() {
        JsonNode items = JsonMapper.shared()
                .readTree(http.get("/api/v1/clients/" + id() + "/decisions?limit=100")
                        .body())
                .path("items");
        return items.valueStream().toList();
    }
}
