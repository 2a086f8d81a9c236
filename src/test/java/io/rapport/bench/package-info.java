/**
 * How fast the house is: measured by hand, on a quiet machine, never in the test run. May look into every room; nobody looks in here.
 *
 * <pre>
 * ./mvnw -q -B test-compile exec:exec@jmh -Pbench -Dbench=DecisionBenchmark
 * ./mvnw -q -B test-compile exec:exec@load -Pbench -Dload="--rate 500 --seconds 60"
 * </pre>
 */
@org.jspecify.annotations.NullMarked
package io.rapport.bench;
