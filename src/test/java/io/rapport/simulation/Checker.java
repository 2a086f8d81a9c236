package io.rapport.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Holds what was sent against the promises as the school states them: at most one touch in 24 hours, three in seven days, eight in
 * thirty; never from 21:00 to 09:00 where the client lives, at weekends not before 11:00, not over New Year; only with consent; never
 * after "stop", beside a human, to somebody who blocked us or serves as control; never the same material or key twice; three touches
 * without an echo are followed by sixty days of peace, six by silence. Written from those sentences alone.
 */
final class Checker {

    /** From Kaliningrad to Kamchatka. */
    private static final List<ZoneId> ANYWHERE = IntStream.rangeClosed(2, 12)
            .mapToObj(hours -> (ZoneId) ZoneOffset.ofHours(hours))
            .toList();

    private static final Map<Duration, Integer> AT_MOST =
            Map.of(Duration.ofHours(24), 1, Duration.ofDays(7), 3, Duration.ofDays(30), 8);

    private static final Duration PEACE = Duration.ofDays(60);

    private final Map<String, List<String>> violations = new TreeMap<>();

    /** By promise, each with what broke it. */
    Map<String, List<String>> violations() {
        return violations;
    }

    void check(Truth truth, List<Sent> touches) {
        List<Sent> inOrder =
                touches.stream().sorted(Comparator.comparing(Sent::at)).toList();
        var keys = new HashSet<String>();
        var contents = new HashSet<String>();
        for (int i = 0; i < inOrder.size(); i++) {
            Sent sent = inOrder.get(i);
            Instant at = sent.at();
            hours(truth, sent);
            caps(inOrder, i);
            demand("consent", truth.consents.contain(at), sent);
            demand("stop", !truth.stopped.contain(at), sent);
            demand("human", !truth.withHuman.contain(at), sent);
            demand("blocked", !truth.blocked.contain(at), sent);
            demand("control group", !truth.isInControlGroup, sent);
            demand("key twice", keys.add(sent.key()), sent);
            demand(
                    "content twice",
                    isUnseen(truth, sent) && (sent.content() == null || contents.add(sent.content())),
                    sent);
            demand(
                    "window of WhatsApp",
                    !truth.isInWhatsApp
                            || truth.messages.stream()
                                    .anyMatch(
                                            wrote -> !wrote.isAfter(at) && wrote.isAfter(at.minus(Duration.ofDays(1)))),
                    sent);
            peace(truth, inOrder, i);
        }
    }

    private static boolean isUnseen(Truth truth, Sent sent) {
        Instant before = sent.content() == null ? null : truth.handedOver.get(sent.content());
        return before == null || before.isAfter(sent.at());
    }

    private void hours(Truth truth, Sent sent) {
        for (ZoneId zone : truth.isZoneKnown ? List.of(truth.zone) : ANYWHERE) {
            ZonedDateTime local = sent.at().atZone(zone);
            boolean isWeekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
            demand("quiet hours", local.getHour() >= (isWeekend ? 11 : 9) && local.getHour() < 21, sent);
            MonthDay day = MonthDay.from(local);
            demand("holidays", !day.equals(MonthDay.of(12, 31)) && day.isAfter(MonthDay.of(1, 2)), sent);
        }
    }

    private void caps(List<Sent> inOrder, int index) {
        Sent sent = inOrder.get(index);
        AT_MOST.forEach((window, most) -> {
            Instant from = sent.at().minus(window);
            long within = inOrder.subList(0, index + 1).stream()
                    .filter(other -> other.at().isAfter(from))
                    .count();
            demand("cap per " + window, within <= most, sent);
        });
    }

    /** Touches since the client's last deed, this one included: which they are says how long it has to have been quiet before. */
    private void peace(Truth truth, List<Sent> inOrder, int index) {
        Sent sent = inOrder.get(index);
        Instant lastDeed = truth.deeds.stream()
                .filter(deed -> !deed.isAfter(sent.at()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        List<Sent> inVain = inOrder.subList(0, index + 1).stream()
                .filter(other -> other.at().isAfter(lastDeed))
                .toList();
        demand("given up", inVain.size() <= 6, sent);
        if (inVain.size() > 3) {
            Sent third = inVain.get(inVain.size() - 4);
            demand("peace", !sent.at().isBefore(third.at().plus(PEACE)), sent);
        }
    }

    private void demand(String promise, boolean isKept, Sent sent) {
        if (!isKept) {
            violations.computeIfAbsent(promise, name -> new ArrayList<>()).add(sent.toString());
        }
    }
}
