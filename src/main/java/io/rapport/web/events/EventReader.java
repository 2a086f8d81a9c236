package io.rapport.web.events;

import io.rapport.client.Arrival;
import io.rapport.client.Happening;
import io.rapport.fact.Deeds;
import io.rapport.ruleset.schema.CodeList;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes an event of one item of a batch. Pure: the same item at the same instant is the same event. */
final class EventReader {

    private static final Set<String> FIELDS =
            Set.of("channel", "externalId", "clientId", "type", "at", "attributes", "dedupeKey");
    /** Alike events without an instant of their own are one within this span: a batch sent again counts once. */
    private static final ChronoUnit SPAN = ChronoUnit.HOURS;

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final EventTypeNames types;
    private final CodeList channels;
    private final Instant now;

    EventReader(CodeList types, CodeList channels, Instant now) {
        this.types = new EventTypeNames(types);
        this.channels = channels;
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    Arrival read(JsonNode item) throws Refused {
        if (!item.isObject()) {
            throw new Refused("", "must be an object");
        }
        for (String field : item.propertyNames()) {
            if (!FIELDS.contains(field)) {
                throw new Refused(
                        EventFields.shortened(field).replaceAll("[«»]", ""),
                        "is no field of an event; what you want to keep of it goes into attributes");
            }
        }
        String type = types.check(EventFields.exact("type", item.path("type"), 200));
        Arrival.Who who = EventFields.who(item, channels);
        Instant at = EventFields.at(item.path("at"), now);
        String given = EventFields.optional("dedupeKey", item.path("dedupeKey"), 200);
        Map<String, @Nullable Object> attributes = Attributes.read(item.path("attributes"), type);
        // Outsiders have keys of their own: theirs never hide an event of ours.
        String key = given == null ? "api#" + digest(type, at, attributes) : "api:" + given;
        return new Arrival(
                who, new Happening(type, happened(at), attributes, key), weight(type), Money.of(type, attributes));
    }

    private static Arrival.Weight weight(String type) {
        if (type.equals(Deeds.LINK_CLICKED_BY_MACHINE)) {
            return Arrival.Weight.NOTHING;
        }
        return Deeds.HEARD.contains(type) ? Arrival.Weight.HEARD : Arrival.Weight.NOTED;
    }

    private Instant happened(@Nullable Instant at) {
        return at == null || at.isAfter(now) ? now : at;
    }

    private String digest(String type, @Nullable Instant at, Map<String, @Nullable Object> attributes) {
        String when = at == null ? "about " + now.truncatedTo(SPAN) : at.toString();
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update((type + '\n' + when + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(CANONICAL.writeValueAsBytes(attributes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
