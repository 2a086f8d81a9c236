package io.rapport.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing proves nothing: here it finds each kind of broken promise. */
class CheckerTest {

    /** A Wednesday, noon in Omsk. */
    private static final Instant NOON = Instant.parse("2026-11-18T06:00:00Z");

    private final Truth truth = new Truth(1, ZoneId.of("Asia/Omsk"), true);
    private final List<Sent> touches = new ArrayList<>();

    CheckerTest() {
        truth.consents.add(new Truth.Period(NOON.minus(Duration.ofDays(60)), null));
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
        somewhere.consents.addAll(truth.consents);
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
        truth.consents.set(0, new Truth.Period(NOON.plusSeconds(1), null));
        truth.optedOut = NOON.plus(Duration.ofDays(1));
        truth.withHuman.add(new Truth.Period(NOON, NOON.plusSeconds(1)));

        assertThat(broken()).containsExactly("consent", "content twice", "human", "key twice", "stop");
    }

    private void sent(Instant at, String key, String content) {
        touches.add(new Sent(1, at, key, "W-010", "", content));
    }

    private List<String> broken() {
        var checker = new Checker();
        checker.check(truth, touches);
        return List.copyOf(checker.violations().keySet());
    }
}
