package io.rapport.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The Bot API as far as a load needs it: takes every message after about as long as Telegram needs. */
final class FakeTelegram implements AutoCloseable {

    private static final long ANSWERS_AFTER_MS = 20;
    private static final byte[] SENT = "{\"ok\":true,\"result\":{\"message_id\":1}}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final AtomicLong messages = new AtomicLong();
    private volatile long lastAt = System.nanoTime();

    FakeTelegram(int port) throws IOException {
        // Otherwise every answer waits 40 ms for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(32));
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange call) throws IOException {
        call.getRequestBody().readAllBytes();
        try {
            Thread.sleep(ANSWERS_AFTER_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (call.getRequestURI().getPath().contains("/send")) {
            messages.incrementAndGet();
            lastAt = System.nanoTime();
        }
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(200, SENT.length);
        call.getResponseBody().write(SENT);
        call.close();
    }

    long messages() {
        return messages.get();
    }

    /** When the last message came, in {@link System#nanoTime}. */
    long lastAt() {
        return lastAt;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
