package io.rapport.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Consent;
import io.rapport.decision.Outcome;
import io.rapport.decision.Trigger;
import io.rapport.decision.Verdict;
import io.rapport.fact.Candidates;
import io.rapport.fact.FactSheet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DueRoundTest {

    private static final List<String> TYPES = List.of(
            "MESSAGE",
            "ASKED_PRICE",
            "OBJECTION_PRICE",
            "OFFER_MADE",
            "TOUCHED",
            "RESTED",
            "TOLD_INTEREST",
            "PURCHASED",
            "SERIES_STARTED",
            "RETURNED_TO_BOT");

    private static final List<String> STAGES = List.of("NEW", "ENGAGED", "OFFERED", "CUSTOMER");

    private final Ruleset rules = Shipped.rules();

    @Test
    void nobodysOutcomeDependsOnWhoElseIsDue() {
        var random = new Random(20261122);
        List<Ruleset.Due> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(new Ruleset.Due(somebody(random), Candidates.NONE, rules));
        }

        List<Outcome> together = rules.decide(all, Shipped.NOW);

        assertThat(together).hasSameSizeAs(all);
        for (int i = 0; i < all.size(); i++) {
            assertThat(together.get(i))
                    .as("client %d of seed 20261122", i)
                    .isEqualTo(rules.decide(all.get(i).sheet(), Trigger.DUE, Candidates.NONE));
        }
        assertThat(together).anyMatch(outcome -> outcome.tagging().tags().contains("price-stuck"));
        assertThat(together.stream()
                        .map(outcome -> outcome.initiative().verdict())
                        .filter(verdict -> verdict != null)
                        .map(Verdict::getClass)
                        .distinct()
                        .toList())
                .as("clients who are all treated alike prove nothing")
                .hasSizeGreaterThan(1);
    }

    private static FactSheet somebody(Random random) {
        var client = ClientBuilder.aClientAt(Shipped.NOW).inStage(one(random, STAGES));
        Duration ago = Duration.ofDays(random.nextInt(60));
        for (int i = random.nextInt(12); i > 0; i--) {
            ago = ago.plusMinutes(random.nextInt(600));
            client.did(one(random, TYPES), ago, "ONBOARDING");
        }
        if (random.nextInt(3) > 0) {
            client.agreedTo(Consent.Purpose.ADVERTISING);
        }
        if (random.nextInt(5) == 0) {
            client.inSeries("ONBOARDING", 1, Duration.ofDays(random.nextInt(9)));
        }
        return client.sheet().knowing(Map.of("zoneKnown", random.nextBoolean()));
    }

    private static String one(Random random, List<String> codes) {
        return codes.get(random.nextInt(codes.size()));
    }
}
