package io.rapport.web.api;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.Harmless;
import io.rapport.client.NoSuchClient;
import io.rapport.client.Owner;
import io.rapport.insight.PersonExport;
import io.rapport.web.ClientDesk;
import io.rapport.web.InvalidField;
import io.rapport.web.api.ClientShapes.Agreed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a client wants of us: to agree, to be left alone, to be answered by a person, to know or to be forgotten. */
@RestController
@RequestMapping("/api/v1/clients/{id}")
@Tag(name = "Clients")
class ClientWishesApi {

    private final ClientDesk desk;
    private final Clients clients;
    private final Consents consents;
    private final PersonExport export;

    ClientWishesApi(ClientDesk desk, Clients clients, Consents consents, PersonExport export) {
        this.desk = desk;
        this.clients = clients;
        this.consents = consents;
        this.export = export;
    }

    record ConsentChange(
            @Nullable Boolean given,
            @Nullable String textVersion,
            @Nullable String source,
            @Nullable String channel) {}

    record OwnerChange(@Nullable String owner, @Nullable String reason) {}

    record ZoneChange(@Nullable String timezone) {}

    record Living(long id, String timezone, String timezoneFrom) {}

    record State(long id, Owner owner, @Nullable Instant optedOutAt) {}

    @PutMapping("/consents/{purpose}")
    @Operation(summary = "Write down that the client agreed, or took a consent back")
    List<Agreed> consent(
            @PathVariable long id, @PathVariable String purpose, @RequestBody ConsentChange change, Principal caller) {
        known(id);
        Consent.Purpose what = oneOf("purpose", purpose, Consent.Purpose.values());
        String source = text("source", change.source(), "api");
        String channel = change.channel() == null ? null : text("channel", change.channel(), null);
        if (change.given() == null) {
            throw new InvalidField("given", "must be true or false");
        }
        if (change.given()) {
            desk.giveConsent(
                    id, what, channel, text("textVersion", change.textVersion(), null), source, caller.getName());
        } else {
            desk.withdrawConsent(id, what, channel, source, caller.getName());
        }
        return consents.of(id).stream()
                .filter(consent -> consent.purpose() == what)
                .map(Agreed::of)
                .toList();
    }

    @PutMapping("/timezone")
    @Operation(summary = "Say in which time zone the client lives, by its IANA name; nothing we guess overrides it")
    Living timezone(@PathVariable long id, @RequestBody ZoneChange change, Principal caller) {
        known(id);
        desk.tellTimezone(id, zone(text("timezone", change.timezone(), null)), caller.getName());
        Client client = known(id);
        return new Living(id, client.timezone(), client.timezoneFrom());
    }

    /** Offsets and abbreviations know no summer time and no history: an IANA zone does. */
    private static ZoneId zone(String name) {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.equalsIgnoreCase(name) && zone.matches("UTC|(?!SystemV).*/.*"))
                .findFirst()
                .map(ZoneId::of)
                .orElseThrow(() -> InvalidField.impossible(
                        "timezone", "there is no such zone; an IANA name such as Asia/Omsk is needed"));
    }

    @PostMapping("/owner")
    @Operation(summary = "Let a person answer, or the bot again")
    State owner(@PathVariable long id, @RequestBody OwnerChange change, Principal caller) {
        known(id);
        String reason = text("reason", change.reason(), "API");
        if (oneOf("owner", change.owner(), Owner.values()) == Owner.HUMAN) {
            desk.handToHuman(id, reason, caller.getName());
        } else {
            desk.returnToBot(id, reason, caller.getName());
        }
        return state(id);
    }

    @PostMapping("/opt-out")
    @Operation(summary = "Nothing is sent to this client any more")
    State optOut(@PathVariable long id, Principal caller) {
        desk.optOut(id, caller.getName());
        return state(id);
    }

    @DeleteMapping("/opt-out")
    @Operation(summary = "The client wants to hear from us again")
    State optIn(@PathVariable long id, Principal caller) {
        desk.optIn(id, caller.getName());
        return state(id);
    }

    @GetMapping(path = "/export", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Everything kept about this person")
    String export(@PathVariable long id, Principal caller) {
        String everything = export.of(id).orElseThrow(() -> new NoSuchClient(id));
        desk.exported(id, caller.getName());
        return everything;
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget this person: everything kept is deleted for good")
    void erase(@PathVariable long id, Principal caller) {
        desk.erase(id, caller.getName());
    }

    private Client known(long id) {
        return clients.find(id).orElseThrow(() -> new NoSuchClient(id));
    }

    private State state(long id) {
        Client client = known(id);
        return new State(id, client.owner(), client.optedOutAt());
    }

    private static <E extends Enum<E>> E oneOf(String field, @Nullable String value, E[] allowed) {
        return Arrays.stream(allowed)
                .filter(one -> value != null && one.name().equals(value.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidField(field, "must be one of " + Arrays.toString(allowed)));
    }

    private static String text(String field, @Nullable String value, @Nullable String otherwise) {
        if (value == null || value.isBlank()) {
            if (otherwise == null) {
                throw new InvalidField(field, "must not be blank");
            }
            return otherwise;
        }
        if (value.length() > 500) {
            throw new InvalidField(field, "must have at most 500 characters");
        }
        return Harmless.text(value.strip());
    }
}
