package io.rapport.web.events;

import io.rapport.client.Arrival;
import io.rapport.client.Harmless;
import io.rapport.ruleset.schema.CodeList;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the plain fields of one item; whatever cannot be used is refused with the field's name and what would be right. */
final class EventFields {

    /** Clocks of other machines run ahead a little: what they call the near future is now. */
    static final Duration SKEW = Duration.ofMinutes(5);

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
            "yyyy-MM-dd['T'][' ']HH:mm[:ss[.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S]][XXX][XX][X]");

    private EventFields() {}

    static Arrival.Who who(JsonNode item, CodeList channels) throws Refused {
        JsonNode id = item.path("clientId");
        boolean isPerson = !isAbsent(item.path("channel")) || !isAbsent(item.path("externalId"));
        if (!isAbsent(id)) {
            if (isPerson) {
                throw new Refused("clientId", "name the client by clientId or by channel and externalId, not by both");
            }
            if (!id.isIntegralNumber() || !id.canConvertToLong() || id.longValue() < 1) {
                throw new Refused("clientId", "must be a whole number above 0");
            }
            return new Arrival.Known(id.longValue());
        }
        if (!isPerson) {
            throw new Refused("clientId", "is missing: name the client by clientId, or by channel and externalId");
        }
        String channel = exact("channel", item.path("channel"), 40);
        if (!channels.codes().contains(channel)) {
            throw new Refused(
                    "channel", "there is no channel %s; there are %s".formatted(shortened(channel), channels.codes()));
        }
        return new Arrival.Person(channel, exact("externalId", item.path("externalId"), 200));
    }

    /** Absent means now. */
    static @Nullable Instant at(JsonNode node, Instant now) throws Refused {
        if (isAbsent(node)) {
            return null;
        }
        if (!node.isString()) {
            throw new Refused("at", "must be an instant such as 2026-11-20T10:00:00Z, as a text");
        }
        Instant at = instant(node.stringValue().strip());
        if (at == null || at.isBefore(EARLIEST)) {
            throw new Refused(
                    "at",
                    "%s is no instant from 1970 on; 2026-11-20T10:00:00+03:00 is one: a day, a time and an offset"
                            .formatted(shortened(node.stringValue())));
        }
        if (at.isAfter(now.plus(SKEW))) {
            throw new Refused(
                    "at", "%s lies in the future: it is %s now".formatted(at, now.truncatedTo(ChronoUnit.SECONDS)));
        }
        return at;
    }

    private static @Nullable Instant instant(String text) {
        try {
            OffsetDateTime time = text.endsWith("Z") && text.length() < 40
                    ? Instant.parse(text).atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text, INSTANT);
            return time.getYear() > 9999 ? null : time.toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable String optional(String field, JsonNode node, int most) throws Refused {
        return isAbsent(node) ? null : exact(field, node, most);
    }

    /** A text that tells things apart: what PostgreSQL cannot keep is not replaced in it, but refused. */
    static String exact(String field, JsonNode node, int most) throws Refused {
        if (isAbsent(node)) {
            throw new Refused(field, "is missing");
        }
        if (!node.isString() && !node.isIntegralNumber()) {
            throw new Refused(field, "must be a text");
        }
        String text = node.isString() ? node.stringValue().strip() : whole(node.bigIntegerValue());
        if (text.isBlank()) {
            throw new Refused(field, "must not be blank");
        }
        if (text.length() > most) {
            throw new Refused(field, "must have at most %d characters".formatted(most));
        }
        if (!Harmless.text(text).equals(text)) {
            throw new Refused(field, "has NUL or half a character in it");
        }
        return text;
    }

    private static String whole(BigInteger number) {
        return number.bitLength() > 1_000 ? "9".repeat(301) : number.toString();
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** For messages: whatever it was, quoted, harmless and not longer than a line. */
    static String shortened(String text) {
        String harmless = Harmless.text(text).replaceAll("\\p{Cntrl}", " ");
        return "«" + (harmless.length() > 60 ? harmless.substring(0, 60) + "…" : harmless) + "»";
    }
}
