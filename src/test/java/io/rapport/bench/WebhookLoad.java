package io.rapport.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Telegram with many clients: delivers messages to a running application, says how fast they were taken, and waits until all of them
 * are decided and answered. In the open loop a message's time counts from when it was meant to leave, so that an application that
 * stalls cannot hide it by slowing the load down.
 */
public final class WebhookLoad {

    /** Each of them has exactly one answer, however often it is asked. */
    private static final List<String> LINES = List.of(
            "сколько стоит?",
            "а сколько стоят занятия с ребёнком?",
            "как проходят занятия?",
            "когда у вас уроки?",
            "привет",
            "спасибо",
            "а скидки есть?");

    private static final long GIVES_UP_AFTER = TimeUnit.SECONDS.toNanos(20);

    private final LoadPlan plan;
    private final Latencies latencies;
    /** Ids must be new at every run, or the application knows the messages already. */
    private final long firstUpdate = System.currentTimeMillis() * 1000;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    private WebhookLoad(LoadPlan plan) {
        this.plan = plan;
        this.latencies = new Latencies(Math.max(2_000, plan.rate()) * plan.seconds() * 2);
    }

    public static void main(String[] arguments) throws Exception {
        LoadPlan plan;
        try {
            plan = LoadPlan.of(arguments);
        } catch (IllegalArgumentException e) {
            System.out.println(LoadPlan.USAGE);
            return;
        }
        var load = new WebhookLoad(plan);
        try (var telegram = new FakeTelegram(plan.bot(), load.firstUpdate)) {
            load.run(telegram);
        }
        System.exit(0);
    }

    private void run(FakeTelegram telegram) throws InterruptedException {
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < plan.threads(); i++) {
            var thread = new Thread(() -> write(start));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long end = System.nanoTime();
        System.out.printf(
                "taken    %d of %d messages in %.1f s: %.0f a second; after %d s of warming up: %s%n",
                accepted.get(),
                accepted.get() + refused.get(),
                (end - start) / 1e9,
                accepted.get() / ((end - start) / 1e9),
                plan.warmUp(),
                latencies);
        System.out.printf(
                "answered %d meanwhile: %.0f a second%n",
                telegram.messages(), telegram.messages() / ((end - start) / 1e9));
        long already = telegram.messages();
        while (telegram.messages() < accepted.get()
                && System.nanoTime() - Math.max(end, telegram.lastAt()) < GIVES_UP_AFTER) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        System.out.printf(
                "answered %d of %d after another %.1f s: %.0f a second of the backlog%n",
                telegram.messages(),
                accepted.get(),
                (telegram.lastAt() - end) / 1e9,
                (telegram.messages() - already) / ((telegram.lastAt() - end) / 1e9));
    }

    private void write(long start) {
        long measured = start + TimeUnit.SECONDS.toNanos(plan.warmUp());
        long end = measured + TimeUnit.SECONDS.toNanos(plan.seconds());
        try (var caller = new WebhookCaller(plan.url(), plan.secret())) {
            while (true) {
                int number = next.getAndIncrement();
                long due = plan.rate() == 0 ? System.nanoTime() : start + number * 1_000_000_000L / plan.rate();
                if (due >= end) {
                    return;
                }
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                int status = caller.post(update(number));
                if (due >= measured) {
                    latencies.add(System.nanoTime() - due);
                }
                (status == 200 ? accepted : refused).incrementAndGet();
            }
        } catch (IOException e) {
            System.out.println("A connection broke: " + e);
            refused.incrementAndGet();
        }
    }

    private String update(int number) {
        long chat = firstUpdate + number % plan.clients();
        var person = Map.of("id", chat, "is_bot", false, "first_name", "Анна", "language_code", "ru");
        var message = Map.of(
                "message_id",
                number,
                "date",
                1_790_000_000,
                "chat",
                Map.of("id", chat, "type", "private"),
                "from",
                person,
                "text",
                LINES.get(number % LINES.size()));
        return JsonMapper.shared().writeValueAsString(Map.of("update_id", firstUpdate + number, "message", message));
    }
}
