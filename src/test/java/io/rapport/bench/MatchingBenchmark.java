package io.rapport.bench;

import io.rapport.content.ContentItem;
import io.rapport.decision.Match;
import io.rapport.fact.Facts;
import io.rapport.fact.LibraryCandidates;
import io.rapport.ruleset.Ruleset;
import java.util.List;
import java.util.Set;
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

/** The best of 10,000 materials for one client, facts of the materials included. The goal is a p99 of 20 ms. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx512m")
@State(Scope.Benchmark)
public class MatchingBenchmark {

    private Ruleset rules;
    private Facts client;
    private List<ContentItem> library;

    @Setup
    public void read() {
        rules = Samples.shippedRules();
        client = Samples.sheet(50, List.of()).client();
        library = Samples.library(10_000);
    }

    @Benchmark
    public Match match() {
        var candidates = new LibraryCandidates(library, Set.of(), Samples.TODAY);
        return rules.match(client, candidates.find(client, Set.of(), Set.of()), 5, Samples.NOW);
    }
}
