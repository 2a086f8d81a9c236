package io.rapport.web.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Instants in the zone of the people who work here. */
@Component
class HouseTime {

    private final ZoneId zone;

    HouseTime(@Value("${rapport.zone:Europe/Moscow}") ZoneId zone) {
        this.zone = zone;
    }

    Instant midnight(Instant now) {
        return ZonedDateTime.ofInstant(now, zone)
                .toLocalDate()
                .atStartOfDay(zone)
                .toInstant();
    }

    String format(Instant instant, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", locale)
                .withZone(zone)
                .format(instant);
    }

    String name() {
        return zone.getId();
    }
}
