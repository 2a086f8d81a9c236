package io.rapport.bench;

import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.Ruleset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one message means, with each of 200 lines of the corpus in turn. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx512m")
@State(Scope.Thread)
public class UnderstandingBenchmark {

    private Ruleset rules;
    private List<String> lines;
    private int next;

    @Setup
    public void read() {
        rules = Samples.shippedRules();
        lines = Samples.lines(200);
    }

    @Benchmark
    public List<SignalFact> understand() {
        return rules.understand(lines.get(next++ % lines.size()), Facts.NONE, Samples.NOW);
    }
}
