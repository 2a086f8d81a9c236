package io.rapport.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final List<EventFact> events = new ArrayList<>();

    @Test
    void remembersTheQuestionUntilTheNextReply() {
        replied("GREET");
        happened("QUESTION_ASKED", "GOAL");
        assertThat(facts()).containsEntry("lastQuestion", "GOAL");

        happened("MESSAGE", null);
        assertThat(facts()).containsEntry("lastQuestion", "GOAL");

        replied("ANSWER");
        assertThat(facts()).doesNotContainKey("lastQuestion").containsEntry("askedQuestions", Set.of("GOAL"));
    }

    @Test
    void calmsAnewOnceAPersonHasWritten() {
        assertThat(facts()).containsEntry("reassured", false);

        happened("HANDED_OFF", null);
        replied("HAND_OFF");
        assertThat(facts()).containsEntry("reassured", false);

        replied("REASSURE");
        assertThat(facts()).containsEntry("reassured", true);

        happened("OPERATOR_WROTE", null);
        assertThat(facts()).containsEntry("reassured", false);
    }

    @Test
    void remembersTheProductTheTalkWasAboutLast() {
        happened("OFFER_MADE", "GROUP");
        assertThat(facts()).containsEntry("lastProduct", "GROUP");

        happened("ASKED_PRICE", "CLUB");
        happened("ASKED_PRICE", null);
        happened("OFFER_MADE", null);
        assertThat(facts()).containsEntry("lastProduct", "CLUB");
    }

    @Test
    void countsClarificationsInARowOnly() {
        replied("CLARIFY");
        replied("CLARIFY");
        assertThat(facts()).containsEntry("clarifications", 2L);

        replied("ANSWER");
        assertThat(facts()).containsEntry("clarifications", 0L);

        replied("CLARIFY");
        assertThat(facts()).containsEntry("clarifications", 1L).containsEntry("lastAction", "CLARIFY");
    }

    @Test
    void knowsTheLevelToldLastAndAllInterests() {
        happened("TOLD_LEVEL", "A2");
        happened("TOLD_INTEREST", "TRAVEL");
        happened("TOLD_LEVEL", "B1");
        happened("TOLD_INTEREST", "WORK");
        happened("TOLD_LEVEL", null);

        assertThat(facts())
                .containsEntry("level", "B1")
                .containsEntry("levelKnown", true)
                .containsEntry("interests", Set.of("TRAVEL", "WORK"));
    }

    @Test
    void countsTheDaysSinceTheClientWasLastHeard() {
        at(Duration.ofDays(9), "MESSAGE");
        at(Duration.ofDays(3).plusHours(23), "BUTTON");
        at(Duration.ofDays(1), "REPLIED");

        assertThat(facts()).containsEntry("daysSilent", 3L).containsEntry("messages", 2L);
    }

    @Test
    void countsTheSilenceThatAMessageEnds() {
        at(Duration.ofDays(9), "MESSAGE");
        at(Duration.ZERO, "MESSAGE");

        assertThat(History.of(events, NOW).facts(NOW, true)).containsEntry("daysSilent", 9L);
        assertThat(History.of(events, NOW).facts(NOW, false)).containsEntry("daysSilent", 0L);
    }

    @Test
    void takesRefundsOffTheRevenueAndMindsNoNonsense() {
        events.add(event("PURCHASED", Map.of("amount", "4900.50")));
        events.add(event("PURCHASED", Map.of("amount", "many")));
        events.add(event("PURCHASED", Map.of()));
        events.add(event("REFUNDED", Map.of("amount", "900")));

        assertThat(facts()).containsEntry("purchases", 3L).containsEntry("revenue", new BigDecimal("4000.50"));
    }

    @Test
    void forgetsABookingOnceTheTrialIsDoneOrMissed() {
        happened("TRIAL_BOOKED", null);
        assertThat(facts()).containsEntry("trialBooked", true);

        happened("TRIAL_MISSED", null);
        assertThat(facts()).containsEntry("trialBooked", false).containsEntry("trialDone", false);

        happened("TRIAL_BOOKED", null);
        happened("TRIAL_DONE", null);
        assertThat(facts()).containsEntry("trialBooked", false).containsEntry("trialDone", true);
    }

    @Test
    void takesComingToTheTrialOrPayingForAnAnswer() {
        happened("TOUCHED", null);
        happened("TRIAL_MISSED", null);
        assertThat(facts())
                .containsEntry("attempts", 1L)
                .containsEntry("lastTouchOutcome", "IGNORED")
                .containsKey("daysSinceTrialMissed");

        happened("TRIAL_DONE", null);
        assertThat(facts())
                .containsEntry("attempts", 0L)
                .containsEntry("lastTouchOutcome", "ANSWERED")
                .doesNotContainKey("daysSinceTrialMissed");

        happened("TOUCHED", null);
        happened("PURCHASED", null);
        assertThat(facts()).containsEntry("attempts", 0L).containsEntry("lastTouchOutcome", "ANSWERED");
    }

    @Test
    void countsTheDaysSinceTheLastOffer() {
        at(Duration.ofDays(20), "OFFER_MADE");
        at(Duration.ofDays(4), "OFFER_MADE");

        assertThat(facts()).containsEntry("offersMade", 2L).containsEntry("daysSinceOffer", 4L);
    }

    @Test
    void knowsNothingOfTheFuture() {
        Map<String, Object> before = facts();
        at(Duration.ofSeconds(-1), "PURCHASED");
        at(Duration.ofDays(-3), "MESSAGE");

        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void startsWithNothingKnown() {
        assertThat(facts())
                .containsEntry("greeted", false)
                .containsEntry("levelKnown", false)
                .containsEntry("hasContact", false)
                .containsEntry("daysSilent", 0L)
                .doesNotContainKeys("level", "lastQuestion", "lastAction", "daysSinceOffer");
    }

    private Map<String, Object> facts() {
        return History.of(events, NOW).facts(NOW, false);
    }

    private void replied(String action) {
        happened("REPLIED", action);
    }

    private void happened(String type, @Nullable String value) {
        events.add(event(type, value == null ? Map.of() : Map.of("value", value)));
    }

    private void at(Duration ago, String type) {
        events.add(new EventFact(type, NOW.minus(ago), events.size(), Map.of()));
    }

    private EventFact event(String type, Map<String, String> attributes) {
        return new EventFact(type, NOW, events.size(), attributes);
    }
}
