package io.rapport.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is true of one invented client, whatever the house knows or believes. */
final class Truth {

    final long client;
    final ZoneId zone;
    /** Otherwise the house has to guess, and must be right wherever in Russia the client lives. */
    final boolean isZoneKnown;

    final List<Period> consents = new ArrayList<>();
    final List<Period> withHuman = new ArrayList<>();

    @Nullable
    Instant optedOut;

    /** @param to exclusive; absent while it lasts */
    record Period(Instant from, @Nullable Instant to) {

        boolean contains(Instant at) {
            return !at.isBefore(from) && (to == null || at.isBefore(to));
        }
    }

    Truth(long client, ZoneId zone, boolean isZoneKnown) {
        this.client = client;
        this.zone = zone;
        this.isZoneKnown = isZoneKnown;
    }
}
