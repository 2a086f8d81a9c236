package io.rapport.ruleset.stage;

import static io.rapport.ruleset.ClientBuilder.aClient;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.decision.Outcome;
import io.rapport.decision.RowHit;
import io.rapport.decision.Trigger;
import io.rapport.fact.Candidates;
import io.rapport.ruleset.ClientBuilder;
import io.rapport.ruleset.Shipped;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StagesTest {

    @Test
    void movesByTheFirstRowThatHoldsAndNamesIt() {
        Outcome outcome = decided(aClient()
                .inStage("ENGAGED")
                .did("OFFER_MADE", Duration.ofDays(2))
                .did("PURCHASED", Duration.ofDays(1), Map.of("amount", "4900")));

        assertThat(outcome.stage()).isEqualTo("CUSTOMER");
        assertThat(outcome.rows())
                .filteredOn(hit -> hit.table().equals("stages"))
                .extracting(RowHit::row)
                .containsExactly("G-010");
    }

    @Test
    void staysWhereNoRowHolds() {
        Outcome outcome = decided(aClient().inStage("CUSTOMER"));

        assertThat(outcome.stage()).isEqualTo("CUSTOMER");
        assertThat(outcome.rows()).noneMatch(hit -> hit.table().equals("stages"));
    }

    @Test
    void seesTheScoreThatWasJustReached() {
        ClientBuilder client = aClient().inStage("ENGAGED");
        for (int day = 0; day < 3; day++) {
            client.did("ASKED_PRICE", Duration.ofDays(day)).did("ASKED_SCHEDULE", Duration.ofDays(day));
        }

        Outcome outcome = decided(client);

        assertThat(outcome.score().band()).isIn("HOT", "READY");
        assertThat(outcome.stage()).isEqualTo("QUALIFIED");
    }

    @Test
    void tellsWhyARowDidNotHold() {
        var sheet = aClient().inStage("NEW").sheet();
        Outcome outcome = Shipped.rules().decide(sheet, Trigger.DUE, Candidates.NONE);

        assertThat(Shipped.rules().whyNot(sheet, outcome)).anySatisfy(miss -> {
            assertThat(miss.row()).isEqualTo("G-010");
            assertThat(miss.cell()).startsWith("stages.xlsx › Правила!").contains("Покупок, от");
            assertThat(miss.expected()).isEqualTo("≥ 1");
            assertThat(miss.actual()).isEqualTo("0");
        });
    }

    private static Outcome decided(ClientBuilder client) {
        return Shipped.rules().decide(client.sheet(), Trigger.DUE, Candidates.NONE);
    }
}
