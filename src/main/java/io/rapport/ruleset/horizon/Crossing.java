package io.rapport.ruleset.horizon;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Looks for the first instant at which fading points leave a range. Points that are given only fall and points that are taken only
 * rise, so both ends of a stretch of time enclose all that lies between: what stays in range is passed over, the rest is halved.
 */
final class Crossing {

    /** More looks than any sane table needs; beyond them the client is merely looked at too early. */
    private static final int MOST_LOOKS = 4_000;

    private final Points points;
    private final long low;
    private final long high;
    private int looks;

    /**
     * @param low hundredths, inclusive
     * @param high hundredths, exclusive
     */
    Crossing(Points points, long low, long high) {
        this.points = points;
        this.low = low;
        this.high = high;
    }

    /** The first instant after now and not after the end at which the total is out of range. */
    Optional<Instant> find(Instant now, Instant end) {
        Instant start = now;
        for (Instant jump : points.jumps(now)) {
            if (jump.isAfter(end)) {
                break;
            }
            Optional<Instant> before = between(start, jump);
            if (before.isPresent() || isOut(jump)) {
                return before.or(() -> Optional.of(jump));
            }
            start = jump;
        }
        return between(start, end).or(() -> isOut(end) ? Optional.of(end) : Optional.empty());
    }

    private boolean isOut(Instant at) {
        long total = points.total(at);
        return total < low || total >= high;
    }

    private Optional<Instant> between(Instant start, Instant end) {
        var given = new Fading(points, start, false);
        var taken = new Fading(points, start, true);
        if (given.isEmpty() && taken.isEmpty()) {
            return Optional.empty();
        }
        long seconds = Duration.between(start, end).toSeconds() + 1;
        var stretch = new Stretch(given, taken, start, end);
        return stretch.find(0, seconds, given.at(0), taken.at(0), given.at(seconds), taken.at(seconds));
    }

    private final class Stretch {

        private final Fading given;
        private final Fading taken;
        private final Instant start;
        private final Instant end;

        Stretch(Fading given, Fading taken, Instant start, Instant end) {
            this.given = given;
            this.taken = taken;
            this.start = start;
            this.end = end;
        }

        Optional<Instant> find(long from, long to, long givenFrom, long takenFrom, long givenTo, long takenTo) {
            if (givenTo + takenFrom >= low && givenFrom + takenTo < high) {
                return Optional.empty();
            }
            if (++looks > MOST_LOOKS) {
                return Optional.of(start.plusSeconds(from + 1)).filter(at -> at.isBefore(end));
            }
            if (to - from == 1) {
                return withinSecond(from);
            }
            long middle = (from + to) >>> 1;
            long givenMiddle = given.at(middle);
            long takenMiddle = taken.at(middle);
            return find(from, middle, givenFrom, takenFrom, givenMiddle, takenMiddle)
                    .or(() -> find(middle, to, givenMiddle, takenMiddle, givenTo, takenTo));
        }

        /** By the arithmetic of the score itself, at every instant at which it can change. */
        private Optional<Instant> withinSecond(long second) {
            var moments = new TreeSet<Instant>();
            given.moments(points, second, moments);
            taken.moments(points, second, moments);
            return moments.stream()
                    .filter(moment -> moment.isAfter(start) && moment.isBefore(end))
                    .filter(Crossing.this::isOut)
                    .findFirst();
        }
    }
}
