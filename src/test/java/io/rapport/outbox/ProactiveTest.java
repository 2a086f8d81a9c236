package io.rapport.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.channel.SendResult;
import io.rapport.decision.Verdict;
import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What becomes of touches that nobody asked for: held, dropped, counted, taken back; and the client decided about anew. */
class ProactiveTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Outbox outbox = new Outbox(DATABASE);
    private final long anna = outbox.client("anna");

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void isCountedFromTheMomentItLeavesWithAllThatItBringsAbout() {
        outbox.telegram.answer = message -> {
            assertThat(events()).contains("TOUCHED reopen:0 telegram W-010");
            return new SendResult.Sent("1");
        };
        plan("reopen:0");
        outbox.deliverAll();

        assertThat(outbox.state("reopen:0")).isEqualTo("SENT");
        assertThat(events()).containsExactly("TOUCHED reopen:0 telegram W-010", "CONTENT_SENT", "OFFER_MADE");
        assertThat(seen()).containsExactly("case-1");
        assertThat(dueAt()).isEqualTo(outbox.now());
    }

    @Test
    void waitsAsHeldAndTheClientIsDueWhenThePolicyWouldLetItGo() {
        Instant morning = Instant.parse("2026-11-23T06:00:00Z");
        outbox.policy = (touch, client, now) -> new Verdict.Hold(morning, Outbox.row("P-100", "quiet hours"));
        plan("reopen:0");
        outbox.deliverAll();

        assertThat(outbox.telegram.received).isEmpty();
        assertThat(outbox.state("reopen:0")).isEqualTo("HELD");
        assertThat(outbox.reason("reopen:0")).isEqualTo("P-100: quiet hours");
        assertThat(dueAt()).isEqualTo(morning);
        assertThat(events()).isEmpty();

        outbox.policy = (touch, client, now) -> new Verdict.Allow(Outbox.row("P-900", "fine"));
        outbox.pass(Duration.ofDays(1));
        outbox.deliverAll();
        assertThat(outbox.telegram.received).as("never sent as it was").isEmpty();
    }

    @Test
    void isTakenUpAgainUnderItsKeyOrDroppedWhenTheClientIsDecidedAboutAgain() {
        outbox.policy = (touch, client, now) -> new Verdict.Hold(now.plusSeconds(60), Outbox.row("P-100", "quiet"));
        plan("reopen:0");
        outbox.deliverAll();
        plan("other:0");
        outbox.deliverAll();
        outbox.policy = (touch, client, now) -> new Verdict.Allow(Outbox.row("P-900", "fine"));
        outbox.pass(Duration.ofMinutes(2));

        assertThat(plan("reopen:0")).isTrue();
        isDecidedAbout();
        outbox.touches.dropHeld(Map.of(anna, "reopen:0"));
        outbox.deliverAll();

        assertThat(outbox.state("reopen:0")).isEqualTo("SENT");
        assertThat(outbox.state("other:0")).isEqualTo("SUPPRESSED");
        assertThat(outbox.reason("other:0")).isEqualTo("DECIDED_AGAIN");
        assertThat(plan("reopen:0")).as("what was sent is never sent again").isFalse();
    }

    @Test
    void isTakenBackWhenItSurelyDidNotArriveAndCountedAnewWhenItIsTriedAgain() {
        var answers = new java.util.ArrayDeque<SendResult>(
                List.of(new SendResult.NotArrived(Duration.ZERO, "refused"), new SendResult.Sent("1")));
        outbox.telegram.answer = message -> answers.remove();
        plan("reopen:0");
        outbox.deliverAll();
        assertThat(events()).contains("TOUCHED reopen:0 telegram W-010", "TOUCH_LOST reopen:0");
        assertThat(dueAt()).isNull();

        outbox.pass(Duration.ofMinutes(10));
        outbox.deliverAll();

        assertThat(outbox.state("reopen:0")).isEqualTo("SENT");
        assertThat(events().stream().filter(event -> event.startsWith("TOUCHED")))
                .hasSize(2);
        assertThat(events().stream().filter(event -> event.startsWith("CONTENT_SENT")))
                .hasSize(1);
        assertThat(dueAt()).isEqualTo(outbox.now());
    }

    @Test
    void isNotTakenBackWhereItMayHaveArrived() {
        outbox.telegram.answer = message -> new SendResult.Unknown("reset after write");
        plan("reopen:0");
        outbox.deliverAll();
        assertThat(outbox.state("reopen:0")).isEqualTo("UNKNOWN");
        assertThat(events()).noneMatch(event -> event.startsWith("TOUCH_LOST"));
        assertThat(dueAt()).isEqualTo(outbox.now());
    }

    @Test
    void endsWithoutAResultAndTheClientIsDecidedAboutAnew() {
        plan("reopen:0");
        outbox.change("""
                update touch set state = 'SENDING', lease_token = gen_random_uuid(), ready_at = '2026-11-22T11:00:00Z'
                """);
        assertThat(outbox.delivery.giveUpOverdue()).isTrue();
        assertThat(outbox.state("reopen:0")).isEqualTo("UNKNOWN");
        assertThat(dueAt()).isEqualTo(outbox.now());
    }

    @Test
    void diesForWantOfWordsAndTheClientIsDecidedAboutAnew() {
        outbox.planUnworded(anna, "unasked", Touch.Kind.PROACTIVE, outbox.now());
        for (int i = 0; i < Touches.TRIES; i++) {
            assertThat(dueAt()).isNull();
            var claimed = outbox.touches
                    .claimForWording(outbox.now(), Duration.ofMinutes(1))
                    .orElseThrow();
            outbox.touches.notWorded(claimed.id(), claimed.token(), "no template", outbox.now());
            outbox.pass(Duration.ofMinutes(2));
        }
        assertThat(outbox.state("unasked")).isEqualTo("DEAD");
        assertThat(dueAt()).isEqualTo(outbox.now().minus(Duration.ofMinutes(2)));
    }

    @Test
    void isDroppedByThePolicyAndTheClientIsDecidedAboutAnew() {
        outbox.policy = (touch, client, now) -> new Verdict.Suppress(Outbox.row("P-070", "no consent"));
        plan("reopen:0");
        outbox.deliverAll();
        assertThat(outbox.state("reopen:0")).isEqualTo("SUPPRESSED");
        assertThat(outbox.reason("reopen:0")).isEqualTo("P-070: no consent");
        assertThat(dueAt()).isEqualTo(outbox.now());
    }

    @Test
    void leavesTheClientToTheMessageThatWaitsToBeRead() {
        plan("reopen:0");
        outbox.change("""
                insert into inbound (channel, external_id, lane, position, kind, received_at, raw, ready_at)
                values ('telegram', '1', 'anna', 1, 'MESSAGE', '2026-11-22T11:59:00Z', '', '2026-11-22T12:00:05Z')
                """);
        outbox.deliverAll();
        assertThat(outbox.reason("reopen:0")).isEqualTo(Gate.CLIENT_WROTE);
        assertThat(dueAt()).isNull();
    }

    @Test
    void anAnswerThatIsHeldGoesOutLaterAsItIs() {
        Instant morning = outbox.now().plus(Duration.ofHours(8));
        outbox.policy = (touch, client, now) -> now.isBefore(morning)
                ? new Verdict.Hold(morning, Outbox.row("P-1", "night"))
                : new Verdict.Allow(Outbox.row("P-9", "fine"));
        outbox.plan(anna, "answer", Touch.Kind.REPLY);
        outbox.deliverAll();
        assertThat(outbox.telegram.received).isEmpty();
        assertThat(outbox.reason("answer")).isEqualTo("P-1: night");
        outbox.pass(Duration.ofHours(8));
        outbox.deliverAll();
        assertThat(outbox.telegram.texts()).containsExactly("answer");
    }

    @Test
    void isNotSentAsItWasWhenSomethingHasHappenedSinceItWasPlanned() {
        plan("reopen:0");
        outbox.change("update client set due_at = ?", outbox.now().atOffset(ZoneOffset.UTC));
        outbox.deliverAll();

        assertThat(outbox.telegram.received).isEmpty();
        assertThat(outbox.state("reopen:0")).isEqualTo("HELD");
        assertThat(dueAt()).as("decided about first").isEqualTo(outbox.now());

        assertThat(plan("reopen:0")).as("still wanted").isTrue();
        isDecidedAbout();
        outbox.deliverAll();
        assertThat(outbox.state("reopen:0")).isEqualTo("SENT");
    }

    @Test
    void isTakenBackUnlessItIsWithTheMessengerAlready() {
        for (String state : List.of("PLANNED", "READY", "RETRY", "SENDING", "SENT")) {
            plan(state);
            outbox.change("update touch set state = ? where touch_key = ?", state, state);
        }
        outbox.plan(anna, "answer", Touch.Kind.REPLY);

        outbox.touches.withdraw(List.of(anna));

        assertThat(List.of("PLANNED", "READY", "RETRY", "SENDING", "SENT", "answer"))
                .extracting(outbox::state)
                .containsExactly("HELD", "HELD", "HELD", "SENDING", "SENT", "READY");
    }

    private void isDecidedAbout() {
        outbox.change("update client set due_at = null");
    }

    private boolean plan(String key) {
        var errand = new Errand(
                List.of(
                        new Errand.Trace("TOUCHED", Map.of("goal", "BRING_BACK")),
                        new Errand.Trace("OFFER_MADE", Map.of("value", "GROUP"))),
                "case-1",
                "W-010",
                1L,
                null);
        return outbox.touches.plan(
                new Touch.Plan(
                        anna,
                        key,
                        Touch.Kind.PROACTIVE,
                        "telegram",
                        "anna",
                        null,
                        "{}",
                        Message.of("Как дела?"),
                        null,
                        outbox.now(),
                        errand),
                outbox.now());
    }

    private List<String> events() {
        return DATABASE.jdbc().sql("""
                select trim(concat_ws(' ', type, attributes->>'touch', attributes->>'channel', attributes->>'row'))
                from event where client_id = ? order by id
                """).param(anna).query(String.class).list().stream()
                .sorted(ProactiveTest::touchedFirst)
                .toList();
    }

    private static int touchedFirst(String one, String other) {
        return Boolean.compare(other.startsWith("TOUCHED"), one.startsWith("TOUCHED")) != 0
                ? Boolean.compare(other.startsWith("TOUCHED"), one.startsWith("TOUCHED"))
                : one.compareTo(other);
    }

    private List<String> seen() {
        return DATABASE.jdbc()
                .sql("select content_id from content_seen where client_id = ?")
                .param(anna)
                .query(String.class)
                .list();
    }

    private @org.jspecify.annotations.Nullable Instant dueAt() {
        var due = DATABASE.jdbc()
                .sql("select due_at from client where id = ?")
                .param(anna)
                .query((rs, n) -> java.util.Optional.ofNullable(rs.getObject(1, OffsetDateTime.class)))
                .single();
        return due.map(OffsetDateTime::toInstant).orElse(null);
    }
}
