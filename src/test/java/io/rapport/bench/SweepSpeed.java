package io.rapport.bench;

import io.rapport.RapportApplication;
import io.rapport.client.DueClients;
import io.rapport.testing.Base;
import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How fast the clients who are due are dealt with, database in and out, by one node on all the cores there are: the sizes of the base
 * are arguments; in each round a slice of it is due. The first rounds warm up. The time a client takes depends on how busy the machine
 * is, the CPU it takes hardly does.
 *
 * <pre>java -Xmx512m -cp … io.rapport.bench.SweepSpeed 10000 100000 1000000</pre>
 */
public final class SweepSpeed {

    private static final int ROUNDS = 6;
    private static final int MOST_DUE = 20_000;

    private SweepSpeed() {}

    public static void main(String... sizes) throws InterruptedException {
        for (String size : sizes) {
            measure(Integer.parseInt(size));
        }
        System.exit(0);
    }

    private static void measure(int size) throws InterruptedException {
        try (TestDatabase database = TestDatabase.create()) {
            long from = System.nanoTime();
            Base.fill(database.dataSource(), size, 20261122, Instant.now());
            System.out.printf("base %,d: loaded in %,d s%n", size, since(from).toSeconds());
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
                var due = context.getBean(DueClients.class);
                for (int round = 1; round <= ROUNDS; round++) {
                    report(size, round, database.jdbc(), due);
                }
                idle(size, due);
            }
        }
    }

    private static void report(int size, int round, JdbcClient jdbc, DueClients due) throws InterruptedException {
        int slice = Math.min(size, MOST_DUE);
        jdbc.sql(
                        "update client set due_at = now() where id in (select 1 + (n * 7919::bigint) %% %d from generate_series(1, %d) n)"
                                .formatted(size, slice))
                .update();
        var before = CpuTime.of(jdbc);
        long from = System.nanoTime();
        while (due.isAnyDue(Instant.now())) {
            Thread.sleep(5);
        }
        long ms = since(from).toMillis();
        var used = CpuTime.of(jdbc).minus(before);
        System.out.printf(
                "base %,d, round %d: %,d due in %,d ms: %,d a second; CPU of each: %,d us here, %,d us in the database%n",
                size,
                round,
                slice,
                ms,
                slice * 1000L / ms,
                used.here().toNanos() / 1_000 / slice,
                used.database().toNanos() / 1_000 / slice);
    }

    private static void idle(int size, DueClients due) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long from = System.nanoTime();
            due.isAnyDue(Instant.now());
            nanos.add(since(from).toNanos());
        }
        nanos.sort(null);
        System.out.printf(
                "base %,d, nobody due: p50 %.2f ms, p99 %.2f ms%n", size, nanos.get(100) / 1e6, nanos.get(198) / 1e6);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
