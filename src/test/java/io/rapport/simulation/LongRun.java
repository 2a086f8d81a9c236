package io.rapport.simulation;

import io.rapport.ruleset.RuleFiles;
import io.rapport.ruleset.Ruleset;
import io.rapport.testing.DemoLibrary;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The simulation at any size, by hand, from the folder of the repository: how many clients, on how many threads, for how many minutes
 * at most.
 *
 * <pre>java -Xmx1g -cp … io.rapport.simulation.LongRun 100000 2 60</pre>
 */
public final class LongRun {

    static final long SEED = 20261122;

    private LongRun() {}

    public static void main(String... args) throws InterruptedException {
        int clients = Integer.parseInt(args[0]);
        int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
        var atMost = Duration.ofMinutes(args.length > 2 ? Long.parseLong(args[2]) : 600);
        var simulation = new Simulation(Ruleset.of(RuleFiles.in(Path.of("rules"))), DemoLibrary.items(), SEED);
        long from = System.nanoTime();
        var run = new Thread(() -> simulation.run(clients, threads));
        run.start();
        while (run.isAlive()) {
            run.join(10_000);
            System.out.printf(
                    "%,d lives in %s, %,d promises broken%n", simulation.lived(), since(from), simulation.broken());
            if (since(from).compareTo(atMost) > 0) {
                simulation.stop();
            }
        }
        System.out.println(simulation.report());
        long decisions = simulation.report().decisions;
        double seconds = since(from).toMillis() / 1e3;
        System.out.printf("%s: %,.0f decisions a second on %d threads%n", since(from), decisions / seconds, threads);
        System.out.println("broken promises: " + simulation.violations().size());
        simulation.violations().forEach((promise, broken) -> {
            System.out.printf("  %s: %,d%n", promise, broken.size());
            broken.stream().limit(5).forEach(sent -> System.out.println("    " + sent));
        });
        System.exit(simulation.violations().isEmpty() ? 0 : 1);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }
}
