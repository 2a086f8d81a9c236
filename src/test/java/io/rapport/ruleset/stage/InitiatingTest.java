package io.rapport.ruleset.stage;

import static io.rapport.ruleset.ClientBuilder.aClient;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Consent;
import io.rapport.content.ContentItem;
import io.rapport.decision.ContentChoice;
import io.rapport.decision.Initiative;
import io.rapport.decision.NextReview;
import io.rapport.decision.Outcome;
import io.rapport.decision.Reply;
import io.rapport.decision.RowHit;
import io.rapport.decision.SeriesMove;
import io.rapport.decision.Trigger;
import io.rapport.decision.Verdict;
import io.rapport.fact.FactSheet;
import io.rapport.fact.LibraryCandidates;
import io.rapport.ruleset.ClientBuilder;
import io.rapport.ruleset.RuleFolder;
import io.rapport.ruleset.Ruleset;
import io.rapport.ruleset.Shipped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is done for those who are silent, by the rules as they ship. */
class InitiatingTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Ruleset RULES = Shipped.rules();

    @Test
    void showsAStudentsStoryToWhoAskedThePriceAndFellSilent() {
        Initiative initiative = due(askedThePrice(2));

        assertThat(initiative.action()).isEqualTo("REOPEN");
        assertThat(initiative.goal()).isEqualTo("SHOW_CASE");
        assertThat(row(initiative)).isEqualTo("W-160");
        assertThat(content(initiative)).isEqualTo("case-travel");
        assertThat(initiative.verdict()).isNotNull();
    }

    @Test
    void neverOffersAStoryTheClientHasSeen() {
        Initiative initiative = due(askedThePrice(2), Set.of("case-travel"));

        assertThat(content(initiative)).isEqualTo("case-other");
    }

    @Test
    void saysSomethingElseWhenNoStoryIsLeft() {
        Initiative initiative = due(askedThePrice(2), Set.of("case-travel", "case-other"));

        assertThat(initiative.action()).isEqualTo("REOPEN");
        assertThat(initiative.touch().parts()).extracting(Reply.Part::template).containsExactly("wake_doubt");
    }

    @Test
    void keepsSilentADayAfterThePriceAndSaysWhy() {
        Initiative initiative = due(askedThePrice(1));

        assertThat(initiative.action()).isEqualTo("WAIT");
        assertThat(initiative.touch().isSilence()).isTrue();
        assertThat(row(initiative)).isEqualTo("W-990");
    }

    @Test
    void proposesAnotherTimeTheDayAfterAMissedTrial() {
        Initiative initiative = due(aClient()
                .inStage("QUALIFIED")
                .did("MESSAGE", days(4))
                .did("TRIAL_BOOKED", days(4))
                .did("TRIAL_MISSED", days(1)));

        assertThat(row(initiative)).isEqualTo("W-105");
        assertThat(initiative.touch().asks()).isEqualTo("TRIAL_TIME");
    }

    @Test
    void asksAboutTheLinkThatWasOpenedWithoutAWord() {
        Initiative initiative = due(askedThePrice(4)
                .did("TOUCHED", days(2), Map.of("touch", "reopen:first", "goal", "SHOW_CASE"))
                .did("LINK_CLICKED", days(1), Map.of("value", "case-travel", "touch", "reopen:first")));

        assertThat(row(initiative)).isEqualTo("W-140");
    }

    @Test
    void restsAfterThreeTouchesWithoutAnAnswer() {
        Initiative initiative = due(ignored(askedThePrice(25), 23, 19, 7));

        assertThat(initiative.action()).isEqualTo("REST");
        assertThat(initiative.leaves()).isEqualTo("RESTED");
        assertThat(initiative.touch().isSilence()).isTrue();
    }

    @Test
    void waitsForSixtyDaysAfterTheCycleAndThenHasANewReason() {
        ClientBuilder resting = ignored(askedThePrice(80), 78, 74, 68);

        assertThat(row(due(resting.did("RESTED", days(59))))).isEqualTo("W-055");
        assertThat(row(due(ignored(askedThePrice(85), 80, 76, 70).did("RESTED", days(60)))))
                .isEqualTo("W-200");
    }

    @Test
    void givesUpAfterTheSecondCycleAndSaysItOnce() {
        ClientBuilder client = ignored(askedThePrice(120), 118, 114, 108)
                .did("RESTED", days(101))
                .did("RESTED", days(20));

        Initiative initiative = due(client);
        assertThat(initiative.action()).isEqualTo("GIVE_UP");
        assertThat(initiative.leaves()).isEqualTo("GAVE_UP");

        Initiative after = due(client.did("GAVE_UP", days(0)));
        assertThat(row(after)).isEqualTo("W-035");
        assertThat(after.leaves()).isNull();
    }

    @Test
    void beginsAnewWhenTheClientAnswers() {
        Initiative initiative = due(
                ignored(askedThePrice(25), 23, 19, 12).did("MESSAGE", days(3)).did("ASKED_PRICE", days(3)));

        assertThat(row(initiative)).isEqualTo("W-160");
    }

    @Test
    void leavesThoseAloneWhoAreWithAPersonHaveOptedOutOrHaveSomethingOnItsWay() {
        assertThat(row(due(askedThePrice(2).ledByHuman()))).isEqualTo("W-015");
        assertThat(row(due(askedThePrice(2).optedOut()))).isEqualTo("W-010");
        assertThat(row(due(askedThePrice(2).withTouchOnItsWay()))).isEqualTo("W-020");
    }

    @Test
    void waitsWithTheNextStepWhileNothingWouldArrive() {
        FactSheet away = tookTheGift(Duration.ofHours(80))
                .inSeries("ONBOARDING", 1, Duration.ofHours(50))
                .sheet()
                .knowing(Map.of("reachable", false));

        Outcome outcome = RULES.decide(away, Trigger.DUE, library(Set.of()));

        assertThat(row(outcome.initiative())).isEqualTo("W-025");
        assertThat(outcome.initiative().moves()).isEmpty();
    }

    @Test
    void asksThePolicyBeforeAnythingIsSaid() {
        assertThat(due(askedThePrice(2)).verdict()).isInstanceOf(Verdict.Suppress.class);
        assertThat(due(askedThePrice(2).agreedTo(Consent.Purpose.ADVERTISING)).verdict())
                .isNotInstanceOf(Verdict.Suppress.class);
    }

    @Test
    void enrolsWhoTookTheGiftAndIsSilentForADay() {
        Initiative initiative = due(tookTheGift(Duration.ofHours(25)));

        assertThat(initiative.moves()).singleElement().isInstanceOfSatisfying(SeriesMove.Enrol.class, enrol -> {
            assertThat(enrol.sequence()).isEqualTo("ONBOARDING");
            assertThat(enrol.cycle()).isEqualTo(1);
            assertThat(enrol.by().row()).isEqualTo("E-030");
        });
        assertThat(initiative.touch().isSilence()).isTrue();
    }

    @Test
    void leadsThroughTheThreeStepsOfTheOnboarding() {
        ClientBuilder first = tookTheGift(Duration.ofHours(25)).inSeries("ONBOARDING", 0, HOUR);
        assertThat(row(due(first))).isEqualTo("K-010");
        assertThat(due(first).window()).isEqualTo("10:00–20:00");

        ClientBuilder second =
                tookTheGift(days(3)).inSeries("ONBOARDING", 0, days(2)).did("TOUCHED", Duration.ofHours(47), step(1));
        assertThat(due(second).action()).isEqualTo("WAIT");
        assertThat(next(second).at()).isEqualTo(Shipped.NOW.plus(HOUR));
        assertThat(next(second).by().row()).isEqualTo("K-020");

        ClientBuilder secondDue = tookTheGift(days(3))
                .inSeries("ONBOARDING", 0, Duration.ofHours(49))
                .did("TOUCHED", Duration.ofHours(48), step(1));
        assertThat(row(due(secondDue))).isEqualTo("K-020");
        assertThat(content(due(secondDue))).isEqualTo("case-travel");

        ClientBuilder third = tookTheGift(days(5))
                .inSeries("ONBOARDING", 0, Duration.ofHours(97))
                .did("TOUCHED", Duration.ofHours(96), step(1))
                .did("TOUCHED", Duration.ofHours(48), step(2));
        assertThat(row(due(third))).isEqualTo("K-030");
    }

    @Test
    void aHeldStepIsTheNextOneAgain() {
        ClientBuilder held = tookTheGift(days(3)).inSeries("ONBOARDING", 1, days(3));

        assertThat(row(due(held))).isEqualTo("K-020");
        assertThat(TouchKeys.of(due(held), held.sheet())).isEqualTo("series:ONBOARDING:1:2");
    }

    @Test
    void aStepThatMayNotLeaveEndsTheSeriesSaysWhyAndLetsTheOtherRowsSpeak() {
        ClientBuilder refused = tookTheGiftWithoutConsent(days(3)).inSeries("ONBOARDING", 1, days(3));

        Initiative initiative = due(refused);

        assertThat(initiative.touch().isSilence()).isTrue();
        assertThat(initiative.moves()).singleElement().isInstanceOfSatisfying(SeriesMove.Leave.class, left -> {
            assertThat(left.reason()).isEqualTo("REFUSED");
            assertThat(left.by().row()).isEqualTo("K-020");
            assertThat(left.by().reason()).contains("P-070").contains("Нет согласия");
        });
        Initiative after = due(tookTheGiftWithoutConsent(days(30))
                .did("SERIES_STARTED", days(28), "ONBOARDING")
                .did("SERIES_ENDED", days(28), "ONBOARDING"));
        assertThat(row(after)).as("wanted by").startsWith("W-3");
        assertThat(after.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Suppress.class, no -> assertThat(no.by().row()).isEqualTo("P-070"));
    }

    @Test
    void nobodyComesIntoASeriesThatMayNotBeginAndAgreeingIsNotTooLate() {
        ClientBuilder client = tookTheGiftWithoutConsent(Duration.ofHours(25));

        Outcome outcome = RULES.decide(client.sheet(), Trigger.DUE, library(Set.of()));

        assertThat(outcome.initiative().moves()).isEmpty();
        assertThat(row(outcome.initiative())).startsWith("W-");
        assertThat(outcome.rows()).anySatisfy(hit -> assertThat(hit.reason()).contains("не включён", "P-070"));
        assertThat(due(client.agreedTo(Consent.Purpose.ADVERTISING)).moves()).hasSize(1);
    }

    @Test
    void aStepWaitsWhileAPersonLeadsTheTalk() {
        Initiative initiative =
                due(tookTheGift(days(3)).inSeries("ONBOARDING", 1, days(3)).ledByHuman());

        assertThat(row(initiative)).isEqualTo("W-015");
        assertThat(initiative.moves()).isEmpty();
    }

    @Test
    void aStepThatTimeAloneLetsLeaveIsWaitedFor() {
        Ruleset nightly = RuleFolder.lean()
                .with(
                        "policy.xlsx",
                        book -> book.with(policy -> policy.getSheet("Правила")
                                .getRow(11)
                                .getCell(23)
                                .setCellValue("отменить")))
                .compiled();
        FactSheet night = tookTheGift(days(3))
                .inSeries("ONBOARDING", 1, days(3))
                .sheet()
                .later(Instant.parse("2026-11-23T20:00:00Z"));

        Outcome outcome = nightly.decide(night, Trigger.DUE, library(Set.of()));

        assertThat(outcome.initiative().moves()).singleElement().isInstanceOf(SeriesMove.Advance.class);
        assertThat(outcome.next().at()).isEqualTo(Instant.parse("2026-11-24T07:00:00Z"));
    }

    @Test
    void passesAStepOverWhoseConditionDoesNotHoldAndComesToTheEnd() {
        Initiative initiative =
                due(tookTheGift(days(6)).did("TRIAL_BOOKED", days(6)).inSeries("ONBOARDING", 2, days(2)));

        assertThat(initiative.moves()).hasSize(2);
        assertThat(initiative.moves().get(0)).isInstanceOfSatisfying(SeriesMove.Advance.class, passed -> {
            assertThat(passed.step()).isEqualTo(3);
            assertThat(passed.by().reason()).contains("пропущен", "Записан на пробный");
        });
        assertThat(initiative.moves().get(1))
                .isInstanceOfSatisfying(
                        SeriesMove.Leave.class,
                        left -> assertThat(left.reason()).isEqualTo("FINISHED"));
    }

    @Test
    void endsTheSeriesOnAReplyAPurchaseAnOptOutAndAStage() {
        assertThat(exit(tookTheGift(days(3)).inSeries("ONBOARDING", 1, days(2)).did("MESSAGE", days(1))))
                .isEqualTo("REPLIED");
        assertThat(exit(tookTheGift(days(3))
                        .inSeries("ONBOARDING", 1, days(2))
                        .did("PURCHASED", days(1), Map.of("amount", "100"))))
                .isEqualTo("PURCHASED");
        assertThat(exit(tookTheGift(days(3)).inSeries("ONBOARDING", 1, days(2)).optedOut()))
                .isEqualTo("STOPPED");
        assertThat(exit(tookTheGift(days(3)).inSeries("ONBOARDING", 1, days(2)).inStage("OFFERED")))
                .isEqualTo("STAGE");
    }

    @Test
    void aMessageEndsTheSeriesThatEndsOnAReply() {
        ClientBuilder client = tookTheGift(days(3))
                .inSeries("ONBOARDING", 1, days(2))
                .did("MESSAGE", Duration.ZERO)
                .says("ASKED_PRICE");

        Outcome outcome = RULES.decide(client.sheet(), Trigger.MESSAGE, library(Set.of()));

        assertThat(outcome.initiative().moves())
                .singleElement()
                .isInstanceOfSatisfying(
                        SeriesMove.Leave.class,
                        left -> assertThat(left.reason()).isEqualTo("REPLIED"));
        assertThat(outcome.rows()).extracting(RowHit::table).contains("sequences");
    }

    @Test
    void doesNotComeIntoTheSameSeriesTooOften() {
        ClientBuilder again = tookTheGift(Duration.ofHours(25))
                .did("SERIES_STARTED", days(30), "ONBOARDING")
                .did("SERIES_ENDED", days(25), "ONBOARDING");

        assertThat(due(again).moves()).isEmpty();
    }

    @Test
    void namesTheDayOnWhichASeriesThatRestsMayBeginAgain() {
        ClientBuilder student = aClient()
                .inStage("CUSTOMER")
                .agreedTo(Consent.Purpose.ADVERTISING)
                .did("MESSAGE", days(20))
                .did("SERIES_STARTED", days(80), "AFTER_SALE")
                .did("SERIES_ENDED", days(50), "AFTER_SALE")
                .did("PURCHASED", days(1), Map.of("amount", "7900"));

        assertThat(due(student).moves()).isEmpty();
        FactSheet sheet = student.sheet();
        // Points fade in between: whatever they change is looked at too, and the series is none the later for it.
        while (sheet.at().isBefore(Shipped.NOW.plus(days(10)))) {
            Outcome waiting = RULES.decide(sheet, Trigger.DUE, library(Set.of()));
            assertThat(waiting.initiative().moves()).isEmpty();
            sheet = sheet.later(waiting.next().at());
        }
        assertThat(sheet.at()).isEqualTo(Shipped.NOW.plus(days(10)));
    }

    @Test
    void goesOnByTheStepsOfTheReleaseItBeganWith() {
        Ruleset changed = io.rapport.ruleset.RuleFolder.lean()
                .with(
                        "sequences.xlsx",
                        book -> book.with(workbook -> {
                            var sheet = workbook.getSheet("Шаги");
                            sheet.removeRow(sheet.getRow(3));
                            sheet.removeRow(sheet.getRow(2));
                        }))
                .compiled();
        var sheet = tookTheGift(days(3)).inSeries("ONBOARDING", 1, days(2)).sheet();

        Outcome byTheNew = changed.decide(sheet, Trigger.DUE, library(Set.of()));
        Outcome pinned = changed.decide(sheet, Trigger.DUE, library(Set.of()), RULES);

        assertThat(byTheNew.initiative().moves())
                .anySatisfy(move -> assertThat(move).isInstanceOf(SeriesMove.Leave.class));
        assertThat(row(pinned.initiative())).isEqualTo("K-020");
    }

    @Test
    void aTouchHasItsKeyFromTheOneThatLeftBefore() {
        ClientBuilder client = askedThePrice(2);
        assertThat(TouchKeys.of(due(client), client.sheet())).isEqualTo("reopen:first");

        client.did("TOUCHED", HOUR, Map.of("touch", "reopen:first"));
        assertThat(TouchKeys.of(due(client), client.sheet()))
                .isEqualTo("reopen:after-" + Shipped.NOW.minus(HOUR).toEpochMilli());
    }

    private static ClientBuilder askedThePrice(int daysAgo) {
        return aClient()
                .inStage("ENGAGED")
                .did("MESSAGE", days(daysAgo))
                .did("TOLD_INTEREST", days(daysAgo), "TRAVEL")
                .did("ASKED_PRICE", days(daysAgo));
    }

    private static ClientBuilder tookTheGift(Duration ago) {
        return tookTheGiftWithoutConsent(ago).agreedTo(Consent.Purpose.ADVERTISING);
    }

    private static ClientBuilder tookTheGiftWithoutConsent(Duration ago) {
        return aClient()
                .inStage("ENGAGED")
                .did("STARTED", ago, "guide")
                .did("TOLD_INTEREST", ago, "TRAVEL")
                .did("MAGNET_SENT", ago)
                .did("CONTENT_SENT", ago, "guide-1");
    }

    private static ClientBuilder ignored(ClientBuilder client, int... daysAgo) {
        for (int ago : daysAgo) {
            client.did("TOUCHED", days(ago), Map.of("touch", "reopen:" + ago, "goal", "MATERIAL"));
        }
        return client;
    }

    private static Map<String, Object> step(int number) {
        return Map.of(
                "touch", "series:ONBOARDING:1:" + number, "sequence", "ONBOARDING", "cycle", "1", "step", "" + number);
    }

    @Test
    void looksAgainWhenThePolicyThatForbidsATouchLetsGo() {
        Ruleset strict = RuleFolder.lean()
                .with(
                        "policy.xlsx",
                        book -> book.with(policy -> policy.getSheet("Правила")
                                .getRow(10)
                                .getCell(23)
                                .setCellValue("отменить")))
                .compiled();
        Instant newYearsEve = Instant.parse("2026-12-31T09:00:00Z");
        var client = io.rapport.ruleset.ClientBuilder.aClientAt(newYearsEve)
                .inStage("QUALIFIED")
                .agreedTo(Consent.Purpose.ADVERTISING)
                .did("MESSAGE", days(2))
                .did("ASKED_PRICE", days(2));

        var outcome = strict.decide(client.sheet(), Trigger.DUE, library(Set.of()));

        assertThat(outcome.initiative().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Suppress.class, no -> assertThat(no.by().row()).isEqualTo("P-090"));
        assertThat(outcome.next()).isNotNull();
        assertThat(outcome.next().by().row()).isEqualTo("P-090");
        // Midnight ends the holidays and finds the quiet hours, or the zones where it is still the second.
        assertThat(outcome.next().at())
                .isBetween(Instant.parse("2027-01-02T09:00:00Z"), Instant.parse("2027-01-03T12:00:00Z"));
    }

    private static Initiative due(ClientBuilder client) {
        return due(client, Set.of());
    }

    private static Initiative due(ClientBuilder client, Set<String> seen) {
        return RULES.decide(client.sheet(), Trigger.DUE, library(seen)).initiative();
    }

    private static NextReview next(ClientBuilder client) {
        NextReview next =
                RULES.decide(client.sheet(), Trigger.DUE, library(Set.of())).next();
        assertThat(next).isNotNull();
        return next;
    }

    private static String exit(ClientBuilder client) {
        return due(client).moves().stream()
                .filter(SeriesMove.Leave.class::isInstance)
                .map(move -> ((SeriesMove.Leave) move).reason())
                .findFirst()
                .orElse("stays");
    }

    private static String row(Initiative initiative) {
        return initiative.by() == null ? "" : initiative.by().row();
    }

    private static String content(Initiative initiative) {
        return initiative.touch().parts().stream()
                .map(Reply.Part::content)
                .filter(java.util.Objects::nonNull)
                .map(ContentChoice::id)
                .findFirst()
                .orElse("nothing");
    }

    private static LibraryCandidates library(Set<String> seen) {
        return new LibraryCandidates(
                List.of(story("case-travel", List.of("TRAVEL")), story("case-other", List.of())), seen, TODAY);
    }

    private static ContentItem story(String id, List<String> interests) {
        return new ContentItem(
                id,
                "CASE",
                "A story",
                "https://bereg.example/" + id,
                null,
                List.of("results"),
                List.of("ENGAGED"),
                List.of(),
                interests,
                "ru",
                "TEXT",
                null,
                null,
                true);
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
