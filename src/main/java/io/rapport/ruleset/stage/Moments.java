package io.rapport.ruleset.stage;

import io.rapport.decision.Departure;
import io.rapport.decision.RowHit;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.fact.Traffic;
import io.rapport.ruleset.schema.FactDefinition;
import io.rapport.ruleset.table.Subject;
import io.rapport.ruleset.table.TimeSpan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One touch to one client, looked at at any instant: everything else about the client stays as it is. */
final class Moments {

    static final Duration DAY = Duration.ofHours(24);
    static final Duration WEEK = DAY.multipliedBy(7);
    static final Duration MONTH = DAY.multipliedBy(30);

    /** Whoever never wrote on a channel has opened no window there: longer ago than any limit. */
    private static final long NEVER = 1_000_000;

    private static final List<String> WEEKDAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private static final Set<String> STILL = Set.of("kind", "channel", "advertisingConsent");

    private final Facts client;
    private final Departure touch;
    private final List<ZoneId> zones;
    /** Where the window of a step is read: it is a wish, so the likeliest zone will do where the true one is not known. */
    private final List<ZoneId> likely;

    private final Traffic traffic;
    private final boolean isAgreed;
    private final @Nullable TimeSpan window;

    Moments(FactSheet sheet, Facts client, Departure touch, List<ZoneId> plausibleZones) {
        this.client = client;
        this.touch = touch;
        List<ZoneId> named = named(client, plausibleZones);
        this.zones = client.is("zoneKnown") ? named : plausibleZones;
        this.likely = named;
        this.traffic = Traffic.of(sheet, touch.channel(), touch.touch());
        Set<String> channels = client.codes("advertisingChannels");
        this.isAgreed = channels.contains(FactSheet.ALL_CHANNELS) || channels.contains(touch.channel());
        this.window =
                touch.window() == null ? null : TimeSpan.parse(touch.window()).orElse(null);
    }

    private static List<ZoneId> named(Facts client, List<ZoneId> otherwise) {
        String name = client.text("timezone");
        try {
            return name == null ? otherwise : List.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    /** All whose clocks matter. */
    Set<ZoneId> zones() {
        var all = new LinkedHashSet<>(zones);
        all.addAll(likely);
        return all;
    }

    Traffic traffic() {
        return traffic;
    }

    @Nullable
    TimeSpan window() {
        return window;
    }

    /** What the rows are held against, in each zone where the client may be. */
    List<Subject> subjects(Instant instant) {
        Facts everywhere = everywhere(instant);
        return zones.stream().map(zone -> subject(everywhere, zone, instant)).toList();
    }

    /** Where the client may be. */
    List<ZoneId> places() {
        return zones;
    }

    /** What the rows are held against whatever the zone. */
    Facts everywhere(Instant instant) {
        var facts = new HashMap<String, Object>(Permitting.facts(touch));
        facts.put("advertisingConsent", isAgreed);
        facts.put("sent24h", traffic.sentWithin(DAY, instant));
        facts.put("sent7d", traffic.sentWithin(WEEK, instant));
        facts.put("sent30d", traffic.sentWithin(MONTH, instant));
        facts.put(
                "hoursSinceWrote",
                traffic.heardAt() == null
                        ? NEVER
                        : Math.max(
                                0, Duration.between(traffic.heardAt(), instant).toHours()));
        return Facts.of(facts);
    }

    Subject subject(Facts everywhere, ZoneId zone, Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        return new Subject(
                client,
                everywhere.with(Map.of(
                        "localTime",
                        local.toLocalTime(),
                        "weekday",
                        WEEKDAYS.get(local.getDayOfWeek().getValue() - 1),
                        "day",
                        local.toLocalDate())));
    }

    /** Whether a fact may be another one at another instant. */
    static boolean isMoving(FactDefinition fact) {
        return !fact.isOfClient() && !STILL.contains(fact.name());
    }

    /** The touch's own window holds it like a row. */
    Optional<Permitting.Finding> outsideWindow(Instant instant) {
        TimeSpan span = window;
        if (span == null
                || likely.stream()
                        .allMatch(zone -> span.contains(instant.atZone(zone).toLocalTime()))) {
            return Optional.empty();
        }
        RowHit by = touch.by() == null ? new RowHit("steps", "—", "", "", null) : touch.by();
        return Optional.of(new Permitting.Finding(
                Permitting.Finding.Kind.HOLD,
                new RowHit(by.table(), by.row(), by.cell(), "Этот шаг отправляется только в " + span, null)));
    }
}
