package io.rapport.engagement;

import io.rapport.client.Zones;
import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.release.Release;
import io.rapport.ruleset.phrase.Text;
import io.rapport.ruleset.table.Subject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Learns a client's time zone from what is said by the way: a city, a phone number. */
@Component
class Whereabouts {

    private static final String CITIES = "cities";

    private final Zones zones;

    Whereabouts(Zones zones) {
        this.zones = zones;
    }

    /** Call it in the transaction that writes down what was heard; takes the client's lock. */
    void note(long clientId, String text, Heard heard, Release release, Instant now) {
        heard.signals().stream()
                .filter(signal -> signal.type().equals("TOLD_CONTACT"))
                .map(SignalFact::value)
                .filter(value -> value != null && value.startsWith("+"))
                .findFirst()
                .flatMap(zones::ofPhone)
                .ifPresent(zone -> zones.learn(clientId, zone, Zones.Source.PHONE));
        city(text, release, now).ifPresent(zone -> zones.learn(clientId, zone, Zones.Source.CITY));
    }

    static Optional<ZoneId> city(String message, Release release, Instant now) {
        return Residence.in(message)
                .map(place -> new Subject(Facts.NONE, Facts.of(Map.of("text", Text.of(place)))))
                .flatMap(place ->
                        release.rules().rowsFor(CITIES, place, now).stream().findFirst())
                .map(row -> ZoneId.of(String.valueOf(row.text("zone"))));
    }
}
