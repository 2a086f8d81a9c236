package io.rapport.ruleset.stage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The instants at which something that a policy looks at can change: local times of day in some zones, the clocks being put forward
 * or back, and single instants.
 */
final class Turns {

    private final Set<LocalTime> timesOfDay;
    private final Collection<ZoneId> zones;
    private final NavigableSet<Instant> single;

    /** @param timesOfDay midnight among them if days matter */
    Turns(Set<LocalTime> timesOfDay, Collection<ZoneId> zones, NavigableSet<Instant> single) {
        this.timesOfDay = timesOfDay;
        this.zones = zones;
        this.single = single;
    }

    /** In order, those after the one instant and up to the other, itself included. */
    NavigableSet<Instant> between(Instant after, Instant to) {
        var turns = new TreeSet<>(single.subSet(after, false, to, true));
        for (ZoneId zone : zones) {
            addTimesOfDay(zone, after, to, turns);
            addTransitions(zone, after, to, turns);
        }
        return turns;
    }

    /** The next that has to do with neither hour nor day. */
    Optional<Instant> nextSingle(Instant after) {
        return Optional.ofNullable(single.higher(after));
    }

    private void addTimesOfDay(ZoneId zone, Instant after, Instant to, Set<Instant> turns) {
        // One day more on either side: where clocks are put back, a time of day may belong to the day before.
        LocalDate last = LocalDate.ofInstant(to, zone).plusDays(1);
        for (LocalDate day = LocalDate.ofInstant(after, zone).minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            for (LocalTime time : timesOfDay) {
                // A time that the clocks skip has no offset, one that they repeat has two.
                for (ZoneOffset offset : zone.getRules().getValidOffsets(day.atTime(time))) {
                    Instant turn = day.atTime(time).toInstant(offset);
                    if (turn.isAfter(after) && !turn.isAfter(to)) {
                        turns.add(turn);
                    }
                }
            }
        }
    }

    private static void addTransitions(ZoneId zone, Instant after, Instant to, Set<Instant> turns) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(after);
        while (next != null && !next.getInstant().isAfter(to)) {
            turns.add(next.getInstant());
            next = zone.getRules().nextTransition(next.getInstant().plus(Duration.ofSeconds(1)));
        }
    }
}
