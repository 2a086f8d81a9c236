package io.rapport.ruleset.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.decision.NextReview;
import io.rapport.decision.Outcome;
import io.rapport.decision.Trigger;
import io.rapport.fact.Candidates;
import io.rapport.fact.FactSheet;
import io.rapport.ruleset.Ruleset;
import io.rapport.ruleset.Shipped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing changes before the instant that was named, and hardly ever nothing at it. */
class HorizonTest {

    private static final int CLIENTS = 100;
    private static final int HOPS = 8;

    @Test
    void namesTheFirstInstantAtWhichTheShippedRulesSaySomethingElse() {
        Walk walk = new Walk(Shipped.rules(), 20261122);

        walk.everybody();

        assertThat(walk.changes).as("wake-ups that change something").isGreaterThan(150);
        assertThat(walk.inVain).as("of %d wake-ups", walk.wakeUps).isLessThan(walk.wakeUps / 2);
    }

    @Test
    void namesItUnderRulesThatUseEveryKindOfTime() {
        Walk walk = new Walk(TimelyRules.compiled(), 7);

        walk.everybody();

        assertThat(walk.changes).as("wake-ups that change something").isGreaterThan(200);
        assertThat(walk.inVain).as("of %d wake-ups", walk.wakeUps).isLessThan(walk.wakeUps / 2);
    }

    /** Clients who are looked at again and again, each time at the instant that was named. */
    private static final class Walk {

        private final Ruleset rules;
        private final Random random;
        private final long seed;
        private final List<String> types;
        private final List<String> stages;
        private int wakeUps;
        private int changes;
        private int inVain;
        private int steps;

        Walk(Ruleset rules, long seed) {
            this.rules = rules;
            this.seed = seed;
            random = new Random(seed);
            types = new ArrayList<>(rules.tables().lists().get("events").codes());
            types.addAll(List.of(
                    "TOUCHED", "TOUCHED", "RESTED", "GAVE_UP", "SERIES_STARTED", "SERIES_ENDED", "LINK_CLICKED"));
            stages = List.copyOf(rules.tables().lists().get("stages").codes());
        }

        void everybody() {
            for (int n = 0; n < CLIENTS; n++) {
                Instant now = Shipped.NOW.plusNanos(random.nextInt(1_000_000) * 1_000L);
                FactSheet sheet = Someone.random(random, types, stages, now).sheet(now);
                for (int hop = 0; hop < HOPS; hop++) {
                    Outcome outcome = decide(sheet);
                    sheet = Aftermath.of(outcome, sheet);
                    if (isDueAtOnce(outcome)) {
                        continue;
                    }
                    NextReview next = outcome.next();
                    wait(n, sheet, next);
                    if (next == null) {
                        break;
                    }
                    sheet = sheet.later(next.at());
                }
            }
        }

        /** A touch that has left, or another place in a sequence, makes a client due at once. */
        private static boolean isDueAtOnce(Outcome outcome) {
            return outcome.initiative().isAllowed()
                    || !outcome.initiative().moves().isEmpty();
        }

        private void wait(int n, FactSheet sheet, @Nullable NextReview next) {
            if (next == null) {
                staysAsItIs(n, sheet, sheet.at().plus(Duration.ofDays(700)), null);
                return;
            }
            assertThat(next.at()).isAfter(sheet.at());
            if (next.at().equals(sheet.at().plus(Horizon.SOON))) {
                // Rows still follow from one another: time is not what moves this client.
                steps++;
                return;
            }
            staysAsItIs(n, sheet, next.at(), next);
            wakeUps++;
            if (said(sheet.later(next.at())).equals(said(sheet))) {
                inVain++;
            } else {
                changes++;
            }
        }

        private void staysAsItIs(int n, FactSheet sheet, Instant until, @Nullable NextReview next) {
            Instant now = sheet.at();
            Said expected = said(sheet);
            long nanos = Duration.between(now, until).toNanos();
            var samples = new ArrayList<Instant>(List.of(now.plusNanos(1), until.minusNanos(1)));
            for (long before : List.of(1_000_000L, 1_000_000_000L, 60_000_000_000L, 86_400_000_000_000L)) {
                samples.add(until.minusNanos(Math.min(before, nanos - 1)));
            }
            for (int i = 0; i < 6; i++) {
                samples.add(now.plusNanos(1 + random.nextLong(Math.max(1, nanos - 1))));
            }
            for (Instant sample : samples) {
                if (sample.isAfter(now) && sample.isBefore(until)) {
                    assertThat(said(sheet.later(sample)))
                            .as("seed %d, client %d, at %s, next %s, %s", seed, n, sample, next, sheet)
                            .isEqualTo(expected);
                }
            }
        }

        private Outcome decide(FactSheet sheet) {
            return rules.decide(sheet, Trigger.DUE, Candidates.NONE);
        }

        private Said said(FactSheet sheet) {
            Outcome outcome = decide(sheet);
            return new Said(
                    outcome.score().band(),
                    Set.copyOf(outcome.tagging().tags()),
                    outcome.stage(),
                    outcome.initiative().action(),
                    outcome.initiative().by() == null
                            ? ""
                            : outcome.initiative().by().row());
        }
    }

    /** What a client would notice of an outcome: not the hundredths of its points. */
    private record Said(String band, Set<String> tags, String stage, String action, String row) {}
}
