package io.rapport.bench;

import io.rapport.content.ContentItem;
import io.rapport.decision.Outcome;
import io.rapport.decision.Trigger;
import io.rapport.fact.FactSheet;
import io.rapport.fact.LibraryCandidates;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.Ruleset;
import io.rapport.testing.DemoLibrary;
import java.util.List;
import java.util.Set;
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

/** From facts to outcome for one message: the shipped rules, the demo school's materials. The goal is a p99 of 1 ms. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx512m")
@State(Scope.Benchmark)
public class DecisionBenchmark {

    /** How much has happened with the client before. */
    @Param({"0", "50", "500"})
    public int events;

    /** What the message asks for; a material makes the whole library compete. */
    @Param({"ASKED_PRICE", "WANTS_MATERIAL"})
    public String signal;

    private Ruleset rules;
    private FactSheet sheet;
    private List<ContentItem> library;

    @Setup
    public void read() {
        rules = Samples.shippedRules();
        sheet = Samples.sheet(events, List.of(new SignalFact(signal, "как в сообщении", null)));
        library = DemoLibrary.items();
    }

    @Benchmark
    public Outcome decide() {
        return rules.decide(sheet, Trigger.MESSAGE, new LibraryCandidates(library, Set.of(), Samples.TODAY));
    }
}
