package io.rapport.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
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
 * thirty; never from 21:00 to 09:00 where the client lives, at weekends not before 11:00; only with consent; never after "stop";
 * never beside a human; never the same material or key twice. Written from those sentences alone.
 */
final class Checker {

    /** From Kaliningrad to Kamchatka. */
    private static final List<ZoneId> ANYWHERE = IntStream.rangeClosed(2, 12)
            .mapToObj(hours -> (ZoneId) ZoneOffset.ofHours(hours))
            .toList();

    private static final Map<Duration, Integer> AT_MOST =
            Map.of(Duration.ofHours(24), 1, Duration.ofDays(7), 3, Duration.ofDays(30), 8);

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
            hours(truth, sent);
            caps(inOrder, i);
            demand("consent", truth.consents.stream().anyMatch(period -> period.contains(sent.at())), sent);
            demand("stop", truth.optedOut == null || sent.at().isBefore(truth.optedOut), sent);
            demand("human", truth.withHuman.stream().noneMatch(period -> period.contains(sent.at())), sent);
            demand("key twice", keys.add(sent.key()), sent);
            demand("content twice", sent.content() == null || contents.add(sent.content()), sent);
        }
    }

    private void hours(Truth truth, Sent sent) {
        for (ZoneId zone : truth.isZoneKnown ? List.of(truth.zone) : ANYWHERE) {
            ZonedDateTime local = sent.at().atZone(zone);
            boolean isWeekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
            demand("quiet hours", local.getHour() >= (isWeekend ? 11 : 9) && local.getHour() < 21, sent);
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

    private void demand(String promise, boolean isKept, Sent sent) {
        if (!isKept) {
            violations.computeIfAbsent(promise, name -> new ArrayList<>()).add(sent.toString());
        }
    }
}
