package io.rapport.bench;

import io.rapport.RapportApplication;
import io.rapport.testing.Base;
import io.rapport.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How fast the clients who are due are dealt with, database in and out, by one node on all the cores there are: the sizes of the base
 * are arguments, and so is how many of them are due in each round. The first rounds warm up.
 *
 * <pre>java -Xmx512m -cp … io.rapport.bench.SweepSpeed 10000 100000</pre>
 */
public final class SweepSpeed {

    private static final int ROUNDS = 5;
    private static final int MOST_DUE = 50_000;

    private SweepSpeed() {}

    public static void main(String... sizes) throws InterruptedException {
        for (String size : sizes) {
            measure(Integer.parseInt(size));
        }
        System.exit(0);
    }

    private static void measure(int size) throws InterruptedException {
        try (TestDatabase database = TestDatabase.create()) {
            Base.fill(database.dataSource(), size, 20261122, Instant.now());
            var application = new SpringApplication(RapportApplication.class);
            String[] settings = {
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--rapport.data-dir=target/sweep-speed",
                "--rapport.api-token=the-token-of-the-measurement",
                "--server.port=0"
            };
            try (var context = application.run(settings)) {
                // At the start everybody is looked at by the new release.
                waitUntilNobodyIsDue(database.jdbc());
                for (int round = 1; round <= ROUNDS; round++) {
                    report(size, round, database.jdbc());
                }
                idle(size, database.jdbc());
            }
        }
    }

    private static void report(int size, int round, JdbcClient jdbc) throws InterruptedException {
        int due = Math.min(size, MOST_DUE);
        jdbc.sql("checkpoint").update();
        jdbc.sql(
                        "update client set due_at = now() where id in (select 1 + (n * 7919::bigint) %% %d from generate_series(1, %d) n)"
                                .formatted(size, due))
                .update();
        long from = System.nanoTime();
        long cpuBefore = cpu();
        waitUntilNobodyIsDue(jdbc);
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        System.out.printf(
                "base %,d, round %d: %,d due in %,d ms: %,d a second; %,d us of CPU each in this process%n",
                size, round, due, took.toMillis(), due * 1000L / took.toMillis(), (cpu() - cpuBefore) / 1_000 / due);
    }

    /** Nanoseconds of CPU this process has used: tells a slow program from a busy machine. */
    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static void waitUntilNobodyIsDue(JdbcClient jdbc) throws InterruptedException {
        while (jdbc.sql("select exists (select 1 from client where due_at <= now())")
                .query(Boolean.class)
                .single()) {
            Thread.sleep(5);
        }
    }

    private static void idle(int size, JdbcClient jdbc) {
        List<Long> nanos = new java.util.ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long from = System.nanoTime();
            jdbc.sql("select exists (select 1 from client where due_at <= ?)")
                    .param(java.sql.Timestamp.from(Instant.now()))
                    .query(Boolean.class)
                    .single();
            nanos.add(System.nanoTime() - from);
        }
        nanos.sort(null);
        System.out.printf(
                "base %,d, nobody due: p50 %.2f ms, p99 %.2f ms%n", size, nanos.get(100) / 1e6, nanos.get(198) / 1e6);
    }
}
