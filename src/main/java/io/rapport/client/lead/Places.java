package io.rapport.client.lead;

import io.rapport.client.Zones;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where somebody lives, by what a row says. */
public final class Places {

    private static final Pattern OFFSET = Pattern.compile("(мск|msk|utc|gmt)?\\s*(?:([+-])\\s*(\\d{1,2})(?::?00)?)?");

    /** The zones of Russia from UTC+2 on, each by its largest city. */
    private static final List<String> FROM_UTC_2 = List.of(
            "Europe/Kaliningrad",
            "Europe/Moscow",
            "Europe/Samara",
            "Asia/Yekaterinburg",
            "Asia/Omsk",
            "Asia/Krasnoyarsk",
            "Asia/Irkutsk",
            "Asia/Yakutsk",
            "Asia/Vladivostok",
            "Asia/Magadan",
            "Asia/Kamchatka");

    private final Zones zones;
    private final Function<String, Optional<ZoneId>> cities;
    private final Map<String, Optional<ZoneId>> known = new ConcurrentHashMap<>();

    public Places(Zones zones, Function<String, Optional<ZoneId>> cities) {
        this.zones = zones;
        this.cities = cities;
    }

    Optional<ZoneId> city(String name) {
        return known.computeIfAbsent(name.toLowerCase(Locale.ROOT), cities);
    }

    Optional<ZoneId> phone(String phone) {
        return zones.ofPhone(phone);
    }

    /** An IANA name, or a difference to Moscow or to UTC as Russians write it. */
    static ZoneId zone(String text) throws Unfit {
        Matcher offset = OFFSET.matcher(text.toLowerCase(Locale.ROOT).strip());
        if (offset.matches()) {
            boolean moscow = offset.group(1) != null && offset.group(1).matches("мск|msk");
            int hours = offset.group(3) == null ? 0 : Integer.parseInt(offset.group(2) + offset.group(3));
            int fromUtc = hours + (moscow ? 3 : 0);
            if (fromUtc >= 2 && fromUtc < 2 + FROM_UTC_2.size()) {
                return ZoneId.of(FROM_UTC_2.get(fromUtc - 2));
            }
        } else {
            try {
                ZoneId zone = ZoneId.of(text.strip());
                if (ZoneId.getAvailableZoneIds().contains(zone.getId())
                        && zone.getId().contains("/")) {
                    return zone;
                }
            } catch (DateTimeException e) {
                // said below, with what would be right
            }
        }
        throw new Unfit(
                "нужен часовой пояс вида Europe/Moscow или МСК+2", "a time zone such as Europe/Moscow is needed");
    }
}
