package io.rapport.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is true of one invented client, whatever the house knows or believes. */
final class Truth {

    final long client;
    final ZoneId zone;
    /** Otherwise the house has to guess, and must be right wherever in Russia the client lives. */
    final boolean isZoneKnown;

    /** While the client agrees to advertising where we would write. */
    final Periods consents = new Periods();
    /** From "do not write to me" until the client comes back of their own accord. */
    final Periods stopped = new Periods();

    final Periods withHuman = new Periods();
    final Periods blocked = new Periods();
    /** One of those never written to first, with whom the others are compared. */
    boolean isInControlGroup;
    /** Somebody in WhatsApp may be written to for a day after their own last message. */
    boolean isInWhatsApp;

    /** When the client wrote, tapped, clicked, had a lesson or bought: whatever gives a new reason to write. */
    final List<Instant> deeds = new ArrayList<>();
    /** When the client wrote to us. */
    final List<Instant> messages = new ArrayList<>();
    /** Materials that came in answers, by their id, each with the first time. */
    final TreeMap<String, Instant> handedOver = new TreeMap<>();

    Truth(long client, ZoneId zone, boolean isZoneKnown) {
        this.client = client;
        this.zone = zone;
        this.isZoneKnown = isZoneKnown;
    }

    /** @param to exclusive; absent while it lasts */
    record Period(Instant from, @Nullable Instant to) {

        boolean contains(Instant at) {
            return !at.isBefore(from) && (to == null || at.isBefore(to));
        }
    }

    /** When something held and when it did not. */
    static final class Periods {

        private final List<Period> all = new ArrayList<>();

        void begin(Instant at) {
            if (!isOpen()) {
                all.add(new Period(at, null));
            }
        }

        void end(Instant at) {
            if (isOpen()) {
                Period last = all.remove(all.size() - 1);
                all.add(new Period(last.from(), at));
            }
        }

        boolean isOpen() {
            return !all.isEmpty() && all.get(all.size() - 1).to() == null;
        }

        boolean contain(Instant at) {
            return all.stream().anyMatch(period -> period.contains(at));
        }
    }
}
