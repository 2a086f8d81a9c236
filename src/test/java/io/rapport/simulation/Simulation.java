package io.rapport.simulation;

import io.rapport.content.ContentItem;
import io.rapport.ruleset.Ruleset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Many lives, on some threads; the same seed makes the same people. */
final class Simulation {

    private static final int AT_A_TIME = 100;

    private final Ruleset rules;
    private final List<ContentItem> library;
    private final long seed;
    private final Report report = new Report();
    private final Map<String, List<String>> violations = new TreeMap<>();
    private final AtomicLong lived = new AtomicLong();
    private volatile boolean isStopped;

    Simulation(Ruleset rules, List<ContentItem> library, long seed) {
        this.rules = rules;
        this.library = library;
        this.seed = seed;
    }

    Report report() {
        return report;
    }

    synchronized long broken() {
        return violations.values().stream().mapToLong(List::size).sum();
    }

    /** By promise, each with the touches that broke it. */
    Map<String, List<String>> violations() {
        return violations;
    }

    long lived() {
        return lived.get();
    }

    /** No further lives are begun. */
    void stop() {
        isStopped = true;
    }

    void run(int clients, int threads) {
        var next = new AtomicLong();
        var workers = new ArrayList<Thread>();
        var failures = new ArrayList<Throwable>();
        for (int i = 0; i < threads; i++) {
            var worker = new Thread(() -> work(next, clients), "life-" + i);
            worker.setUncaughtExceptionHandler((thread, failure) -> {
                synchronized (failures) {
                    failures.add(failure);
                }
            });
            workers.add(worker);
            worker.start();
        }
        workers.forEach(Simulation::await);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("A life broke off", failures.get(0));
        }
    }

    private void work(AtomicLong next, int clients) {
        for (long from = next.getAndAdd(AT_A_TIME); from < clients && !isStopped; from = next.getAndAdd(AT_A_TIME)) {
            var part = new Report();
            var checker = new Checker();
            for (long id = from + 1; id <= Math.min(from + AT_A_TIME, clients); id++) {
                new Life(rules, library, id, seed, part).live(checker);
                lived.incrementAndGet();
            }
            synchronized (this) {
                report.add(part);
                checker.violations()
                        .forEach((promise, broken) -> violations
                                .computeIfAbsent(promise, name -> new ArrayList<>())
                                .addAll(broken));
            }
        }
    }

    private static void await(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
