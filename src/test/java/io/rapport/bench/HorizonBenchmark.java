package io.rapport.bench;

import io.rapport.decision.NextReview;
import io.rapport.fact.FactSheet;
import io.rapport.ruleset.horizon.Horizon;
import io.rapport.ruleset.horizon.Look;
import io.rapport.ruleset.table.Tables;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** When a silent client is to be looked at again, by the shipped rules. The goal is 30 µs for a usual client. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx512m")
@State(Scope.Benchmark)
public class HorizonBenchmark {

    /** How much has happened with the client before. */
    @Param({"0", "20", "200"})
    public int events;

    private Horizon horizon;
    private FactSheet sheet;
    private final List<Look> looks = List.of(Look.into("reengagement"));

    @Setup
    public void read() {
        Tables tables = Samples.shippedRules().tables();
        horizon = new Horizon(tables);
        sheet = Samples.sheet(events, List.of());
    }

    @Benchmark
    public Optional<NextReview> next() {
        return horizon.next(sheet, looks);
    }
}
