package io.rapport.scenario;

import io.rapport.testing.Http;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** People who write one message each, half of them in Telegram and half in the web chat, until they are told to stop. */
final class Crowd implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger(1_000_000);
    private static final int WRITERS = 6;

    private final Http http;
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private final Queue<String> acknowledgedChats = new ConcurrentLinkedQueue<>();
    private final Queue<String> acknowledgedSessions = new ConcurrentLinkedQueue<>();
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private volatile boolean writing = true;

    Crowd(Http http) {
        this.http = http;
        for (int writer = 0; writer < WRITERS; writer++) {
            boolean inTelegram = writer % 2 == 0;
            writers.submit(() -> write(inTelegram));
        }
    }

    private void write(boolean inTelegram) {
        while (writing) {
            int number = NUMBERS.incrementAndGet();
            try {
                int status = inTelegram ? inTelegram(number) : inTheWebChat("crowd-" + number);
                statuses.add(status);
            } catch (UncheckedIOException e) {
                // The one they were writing to has just been killed; nothing was acknowledged.
                Thread.onSpinWait();
            }
        }
    }

    private int inTelegram(int chat) {
        var person = Map.of("id", chat, "is_bot", false, "first_name", "Толпа", "type", "private");
        var message = Map.of(
                "message_id", chat, "date", 1_790_000_000, "chat", person, "from", person, "text", "сколько стоит?");
        int status = http.send(http.request("/webhooks/telegram")
                        .header("Content-Type", "application/json")
                        .header("X-Telegram-Bot-Api-Secret-Token", FakeBotApi.SECRET)
                        .POST(BodyPublishers.ofString(
                                JsonMapper.shared().writeValueAsString(Map.of("update_id", chat, "message", message)))))
                .statusCode();
        if (status == 200) {
            acknowledgedChats.add(Integer.toString(chat));
        }
        return status;
    }

    private int inTheWebChat(String session) {
        int status = http.post(
                        "/api/v1/chat/messages",
                        JsonMapper.shared()
                                .writeValueAsString(Map.of("session", session, "text", "сколько стоит?", "id", "1")))
                .statusCode();
        if (status == 202) {
            acknowledgedSessions.add(session);
        }
        return status;
    }

    /** The chats in Telegram whose message was answered with 200. */
    Set<String> acknowledgedChats() {
        return Set.copyOf(acknowledgedChats);
    }

    /** The sessions of the web chat whose message was answered with 202. */
    Set<String> acknowledgedSessions() {
        return Set.copyOf(acknowledgedSessions);
    }

    int acknowledged() {
        return acknowledgedChats.size() + acknowledgedSessions.size();
    }

    /** All that was ever answered. */
    Set<Integer> statuses() {
        return Set.copyOf(statuses);
    }

    @Override
    public void close() throws InterruptedException {
        writing = false;
        writers.shutdown();
        if (!writers.awaitTermination(60, TimeUnit.SECONDS)) {
            writers.shutdownNow();
        }
    }
}
