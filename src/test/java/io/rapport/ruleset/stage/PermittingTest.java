package io.rapport.ruleset.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.decision.Departure;
import io.rapport.decision.RowHit;
import io.rapport.decision.Verdict;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.Shipped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermittingTest {

    private static final String WEDNESDAY_NOON = "2026-11-25T09:00:00Z";

    @Test
    void aTouchThatIsTriedAgainDoesNotStandInItsOwnWay() {
        List<EventFact> touched = List.of(touched("reopen:3", "2026-11-25T08:59:00Z"));
        assertThat(permit(WEDNESDAY_NOON, Map.of(), touched, touch("reopen:3", null)))
                .isInstanceOf(Verdict.Allow.class);
        assertThat(permit(WEDNESDAY_NOON, Map.of(), touched, touch("reopen:4", null)))
                .isEqualTo(held("2026-11-26T08:59:00Z", "P-120"));
    }

    @Test
    void aTouchThatWasLostDoesNotCount() {
        var lost = new EventFact("TOUCH_LOST", Instant.parse("2026-11-25T08:59:02Z"), 1, Map.of("touch", "a"));
        assertThat(permit(
                        WEDNESDAY_NOON,
                        Map.of(),
                        List.of(touched("a", "2026-11-25T08:59:00Z"), lost),
                        touch("b", null)))
                .isInstanceOf(Verdict.Allow.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T09:00:00Z, 10:00–19:00, ",
        "2026-11-25T06:30:00Z, 10:00–19:00, 2026-11-25T07:00:00Z",
        "2026-11-25T16:00:00Z, 10:00–19:00, 2026-11-26T07:00:00Z",
        "2026-11-25T19:00:00Z, 10:00–19:00, 2026-11-26T07:00:00Z",
        "2026-11-25T05:00:00Z, 08:00–23:00, 2026-11-25T06:00:00Z",
    })
    void theWindowOfAStepAndThePolicyBothHold(String at, String window, String until) {
        Verdict verdict = permit(at, Map.of(), List.of(), touch("a", window));
        if (until == null) {
            assertThat(verdict).isInstanceOf(Verdict.Allow.class);
        } else {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Hold.class, hold -> assertThat(hold.until()).isEqualTo(until));
        }
    }

    @Test
    void namesTheStepWhoseWindowHolds() {
        var step = new RowHit("steps", "K-020", "sequences.xlsx › Шаги!A3", "Случай ученика", null);
        var departure = new Departure("PROACTIVE", "telegram", "a", "14:00–15:00", step);
        Verdict verdict = permit(WEDNESDAY_NOON, Map.of(), List.of(), departure);
        assertThat(verdict.by().row()).isEqualTo("K-020");
        assertThat(verdict.by().reason()).contains("14:00–15:00");
    }

    @Test
    void anUnknownZoneWaitsForAnHourThatIsGoodFromKaliningradToKamchatka() {
        Map<String, Object> unknown = Map.of("zoneKnown", false);
        // 09:00 in Kaliningrad is 07:00 UTC, 21:00 in Kamchatka is 09:00 UTC.
        assertThat(permit("2026-11-25T08:59:59Z", unknown, List.of(), touch("a", null)))
                .isInstanceOf(Verdict.Allow.class);
        assertThat(permit("2026-11-25T09:00:00Z", unknown, List.of(), touch("a", null)))
                .isEqualTo(held("2026-11-26T07:00:00Z", "P-100"));
    }

    @Test
    void theWindowOfAStepIsAWishAboutTheLikeliestZoneWhereTheTrueOneIsUnknown() {
        // From ten to eight is no hour from Kaliningrad to Kamchatka; in Moscow it begins with the hours that are quiet
        // nowhere.
        assertThat(permit(WEDNESDAY_NOON, Map.of("zoneKnown", false), List.of(), touch("a", "10:00–20:00")))
                .isEqualTo(held("2026-11-26T07:00:00Z", "P-100"));
        assertThat(permit("2026-11-26T07:00:00Z", Map.of("zoneKnown", false), List.of(), touch("a", "10:00–20:00")))
                .isInstanceOf(Verdict.Allow.class);
    }

    @Test
    void whatCouldNotLeaveForThreeMonthsIsDroppedInsteadOfHeld() {
        // No hour is good both before noon and after it.
        Verdict verdict = permit(WEDNESDAY_NOON, Map.of("zoneKnown", false), List.of(), touch("a", "09:00–09:30"));
        assertThat(verdict).isInstanceOf(Verdict.Suppress.class);
        assertThat(verdict.by().reason()).contains("90 дней");
    }

    @ParameterizedTest
    @CsvSource({
        // Berlin puts its clocks forward on 29 March at 02:00, and back on 25 October at 03:00; both are Sundays.
        "Europe/Berlin, 2026-03-28T22:00:00Z, 2026-03-29T09:00:00Z",
        "Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T10:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T12:00:00Z, 2026-04-05T00:30:00Z",
        "Europe/Moscow, 2026-12-31T12:00:00Z, 2027-01-03T08:00:00Z",
    })
    void holdsByTheClockOnTheClientsWall(String zone, String at, String until) {
        Verdict verdict = permit(at, Map.of("timezone", zone), List.of(), touch("a", null));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Hold.class, hold -> assertThat(hold.until()).isEqualTo(until));
    }

    @Test
    void answersAreAllowedWithoutReadingAnythingMore() {
        var client = Facts.of(Map.of("optedOut", false, "owner", "BOT"));
        for (String kind : List.of("REPLY", "DOCUMENT", "HAND_OFF_NOTICE", "OPERATOR")) {
            var touch = Facts.of(Map.of("kind", kind, "channel", "telegram"));
            assertThat(Shipped.rules().permitAtOnce(client, touch, Shipped.NOW))
                    .get()
                    .isInstanceOf(Verdict.Allow.class);
        }
        var whatsapp = Facts.of(Map.of("kind", "REPLY", "channel", "whatsapp"));
        assertThat(Shipped.rules().permitAtOnce(client, whatsapp, Shipped.NOW))
                .as("its window must be looked at")
                .isEmpty();
        var proactive = Facts.of(Map.of("kind", "PROACTIVE", "channel", "telegram"));
        assertThat(Shipped.rules().permitAtOnce(client, proactive, Shipped.NOW)).isEmpty();
        var withHuman = Facts.of(Map.of("optedOut", false, "owner", "HUMAN"));
        assertThat(Shipped.rules().permitAtOnce(withHuman, proactive, Shipped.NOW))
                .get()
                .isInstanceOf(Verdict.Suppress.class);
    }

    @Test
    void saysWhichCellKeepsEachOtherRowFromHolding() {
        assertThat(Shipped.rules().whyNot(sheet(WEDNESDAY_NOON, Map.of(), List.of()), touch("a", null)))
                .anySatisfy(miss -> {
                    assertThat(miss.row()).isEqualTo("P-100");
                    assertThat(miss.cell()).contains("policy.xlsx › Правила!", "Время у клиента, с");
                    assertThat(miss.expected()).isEqualTo("21:00–09:00");
                    assertThat(miss.actual()).isEqualTo("12:00");
                });
    }

    private static Verdict permit(String at, Map<String, Object> differing, List<EventFact> events, Departure touch) {
        return Shipped.rules().permit(sheet(at, differing, events), touch);
    }

    private static FactSheet sheet(String at, Map<String, Object> differing, List<EventFact> events) {
        var facts = new HashMap<String, Object>(Map.of(
                "stage",
                "ENGAGED",
                "optedOut",
                false,
                "owner",
                "BOT",
                "advertisingChannels",
                Set.of("ALL"),
                "timezone",
                "Europe/Moscow",
                "zoneKnown",
                true));
        facts.putAll(differing);
        return new FactSheet(1, Instant.parse(at), Facts.of(facts), Map.of(), events, List.of());
    }

    private static Departure touch(String key, @org.jspecify.annotations.Nullable String window) {
        return new Departure("PROACTIVE", "telegram", key, window, null);
    }

    private static EventFact touched(String key, String at) {
        return new EventFact("TOUCHED", Instant.parse(at), 0, Map.of("touch", key));
    }

    private static Verdict held(String until, String row) {
        RowHit hit =
                Shipped.rules().tables().table("policy").row(row).orElseThrow().hit();
        return new Verdict.Hold(Instant.parse(until), hit);
    }
}
