package io.rapport.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing proves nothing: here it finds each kind of broken promise. */
class CheckerTest {

    /** A Wednesday, noon in Omsk. */
    private static final Instant NOON = Instant.parse("2026-11-18T06:00:00Z");

    private final Truth truth = new Truth(1, ZoneId.of("Asia/Omsk"), true);
    private final List<Sent> touches = new ArrayList<>();

    CheckerTest() {
        truth.consents.begin(NOON.minus(Duration.ofDays(400)));
    }

    @Test
    void isContentWithATouchAtNoonOnAWorkday() {
        sent(NOON, "a", "g-1");

        assertThat(broken()).isEmpty();
    }

    @Test
    void findsTouchesAtNight() {
        sent(NOON.plus(Duration.ofHours(9)), "a", "g-1");

        assertThat(broken()).containsExactly("quiet hours");
    }

    @Test
    void findsTouchesOnASundayMorning() {
        sent(Instant.parse("2026-11-22T04:30:00Z"), "a", "g-1");

        assertThat(broken()).containsExactly("quiet hours");
    }

    @Test
    void findsTouchesThatMayBeAtNightForWhomWeDoNotKnow() {
        var somewhere = new Truth(1, ZoneId.of("Europe/Moscow"), false);
        somewhere.consents.begin(NOON.minus(Duration.ofDays(60)));
        var checker = new Checker();

        checker.check(somewhere, List.of(new Sent(1, NOON.plus(Duration.ofHours(4)), "a", "W-010", "", null)));

        assertThat(checker.violations()).containsOnlyKeys("quiet hours");
    }

    @Test
    void findsTooManyTouches() {
        sent(NOON, "a", "g-1");
        sent(NOON.plus(Duration.ofHours(23)), "b", "g-2");
        assertThat(broken()).containsExactly("cap per PT24H");

        sent(NOON.plus(Duration.ofDays(3)), "c", "g-3");
        sent(NOON.plus(Duration.ofDays(5)), "d", "g-4");
        assertThat(broken()).contains("cap per PT168H");
    }

    @Test
    void findsTouchesWithoutConsentAfterStopBesideAHumanAndTwice() {
        sent(NOON, "a", "g-1");
        sent(NOON.plus(Duration.ofDays(2)), "a", "g-1");
        truth.consents.end(NOON.minus(Duration.ofDays(1)));
        truth.consents.begin(NOON.plusSeconds(1));
        truth.stopped.begin(NOON.plus(Duration.ofDays(1)));
        truth.withHuman.begin(NOON);
        truth.withHuman.end(NOON.plusSeconds(1));

        assertThat(broken()).containsExactly("consent", "content twice", "human", "key twice", "stop");
    }

    @Test
    void findsMaterialThatCameInAnAnswerBeforeAndTouchesToWhomeverIsNotToBeReached() {
        sent(NOON, "a", "g-1");
        truth.handedOver.put("g-1", NOON.minusSeconds(1));
        truth.blocked.begin(NOON.minusSeconds(1));
        truth.isInControlGroup = true;
        truth.isInWhatsApp = true;
        truth.messages.add(NOON.minus(Duration.ofHours(25)));

        assertThat(broken()).containsExactly("blocked", "content twice", "control group", "window of WhatsApp");
    }

    @Test
    void findsTouchesOnNewYearsDay() {
        sent(Instant.parse("2027-01-01T07:00:00Z"), "a", "g-1");

        assertThat(broken()).containsExactly("holidays");
    }

    @Test
    void findsAFourthTouchSoonAndASeventhEver() {
        for (int i = 0; i < 6; i++) {
            sent(NOON.minus(Duration.ofDays(300 - 31L * i)), "early-" + i, null);
        }
        assertThat(broken()).isEmpty();

        sent(NOON.minus(Duration.ofDays(1)), "seventh", null);
        assertThat(broken()).containsExactly("given up");

        truth.deeds.add(NOON.minus(Duration.ofDays(2)));
        assertThat(broken()).isEmpty();

        sent(NOON.plus(Duration.ofDays(4)), "b", null);
        sent(NOON.plus(Duration.ofDays(9)), "c", null);
        sent(NOON.plus(Duration.ofDays(30)), "d", null);
        assertThat(broken()).containsExactly("peace");
    }

    private void sent(Instant at, String key, @Nullable String content) {
        touches.add(new Sent(1, at, key, "W-010", "", content));
    }

    private List<String> broken() {
        var checker = new Checker();
        checker.check(truth, touches);
        return List.copyOf(checker.violations().keySet());
    }
}
