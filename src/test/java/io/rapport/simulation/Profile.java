package io.rapport.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Who an invented client is.
 *
 * @param zoneFrom how the house knows the zone; DEFAULT means that it does not
 * @param believedZone what the house takes for the client's zone
 * @param liveliness how likely the client is to answer a question, 0 to 1
 */
record Profile(
        long id,
        Instant born,
        ZoneId zone,
        String zoneFrom,
        ZoneId believedZone,
        String channel,
        String language,
        @Nullable String source,
        Consenting consenting,
        double liveliness) {

    enum Consenting {
        AT_ONCE,
        LATER,
        WHEN_ASKED,
        FOR_ANOTHER_CHANNEL,
        TAKEN_BACK,
        NEVER
    }

    /** Clients come all through this year, so that some meet each change to or from daylight saving, and the holidays. */
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    private static final List<ZoneId> RUSSIA = zones(
            "Europe/Kaliningrad",
            "Europe/Moscow",
            "Europe/Moscow",
            "Europe/Samara",
            "Asia/Yekaterinburg",
            "Asia/Omsk",
            "Asia/Novosibirsk",
            "Asia/Irkutsk",
            "Asia/Vladivostok",
            "Asia/Kamchatka");

    private static final List<ZoneId> WORLD = zones(
            "Etc/GMT+12",
            "Pacific/Pago_Pago",
            "America/Los_Angeles",
            "America/New_York",
            "America/St_Johns",
            "America/Santiago",
            "Europe/Lisbon",
            "Europe/Berlin",
            "Africa/Casablanca",
            "Africa/Cairo",
            "Asia/Tbilisi",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "Pacific/Kiritimati");

    private static List<ZoneId> zones(String... names) {
        return List.of(names).stream().map(ZoneId::of).toList();
    }

    static Profile of(long id, Random random) {
        boolean isAbroad = random.nextInt(3) == 0;
        boolean isZoneKnown = isAbroad || random.nextBoolean();
        ZoneId zone = one(isAbroad ? WORLD : RUSSIA, random);
        String channel = one(List.of("telegram", "telegram", "telegram", "telegram", "vk", "whatsapp"), random);
        return new Profile(
                id,
                FIRST.plus(Duration.ofSeconds(random.nextInt(365 * 86_400)))
                        .plusNanos(random.nextInt(1_000_000) * 1_000L),
                zone,
                isZoneKnown ? (random.nextBoolean() ? "TOLD" : "PHONE") : "DEFAULT",
                isZoneKnown ? zone : MOSCOW,
                channel,
                random.nextInt(10) == 0 ? "en" : "ru",
                random.nextInt(2) == 0 ? one(List.of("ielts", "kids", "guide", "guide", "blog"), random) : null,
                one(List.of(Consenting.values()), random),
                random.nextDouble());
    }

    static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
