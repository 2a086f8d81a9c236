package io.rapport.web.events;

import io.rapport.client.Arrival;
import io.rapport.client.Arrivals;
import io.rapport.release.LiveRelease;
import io.rapport.ruleset.schema.CodeList;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What happened elsewhere: on the site, in the CRM, at the lesson, in the bank. */
@RestController
@Tag(name = "Events")
class EventsApi {

    private final Arrivals arrivals;
    private final LiveRelease live;
    private final Clock clock;

    EventsApi(Arrivals arrivals, LiveRelease live, Clock clock) {
        this.arrivals = arrivals;
        this.live = live;
        this.clock = clock;
    }

    /** One thing that happened, named by {@code clientId} or by {@code channel} and {@code externalId}. */
    record Told(
            @Schema(example = "telegram") String channel,
            @Schema(example = "700001") String externalId,
            Long clientId,

            @Schema(example = "WEBINAR_ATTENDED", description = "a code of the sheet «События» in scoring.xlsx")
            String type,

            @Schema(description = "now if absent; never in the future", example = "2026-11-20T10:00:00Z")
            String at,

            @Schema(description = "at most 8 kB; PURCHASED and REFUNDED need amount")
            Map<String, Object> attributes,

            @Schema(description = "a client has no two events of one key; made of type, at and attributes if absent")
            String dedupeKey) {}

    record Batch(List<Told> events) {}

    record Rejected(int index, String error, String field) {}

    record Receipt(int accepted, int duplicates, List<Rejected> rejected) {}

    @PostMapping(path = "/api/v1/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Tell what happened elsewhere: up to 10,000 events, past instants allowed, safe to repeat",
            description =
                    "What cannot be taken is listed under rejected and does not hinder the rest. Whoever something "
                            + "happened to is looked at by the rules soon.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Batch.class))))
    Receipt take(HttpServletRequest request) {
        Instant now = clock.instant();
        Map<String, CodeList> lists = live.current().rules().tables().lists();
        var reader = new EventReader(list(lists, "events"), list(lists, "channels"), now);
        var read = new ArrayList<Arrival>();
        var places = new ArrayList<Integer>();
        var rejected = new ArrayList<Rejected>();
        EventBatch.read(new ServletServerHttpRequest(request), (item, index) -> {
            try {
                read.add(reader.read(item));
                places.add(index);
            } catch (Refused e) {
                rejected.add(new Rejected(index, e.message(), e.field()));
            }
        });
        int accepted = 0;
        int duplicates = 0;
        List<Arrival.Fate> fates = arrivals.take(read, now);
        for (int i = 0; i < fates.size(); i++) {
            switch (fates.get(i)) {
                case ACCEPTED -> accepted++;
                case DUPLICATE -> duplicates++;
                case NO_SUCH_CLIENT ->
                    rejected.add(new Rejected(places.get(i), "there is no client with this id", "clientId"));
            }
        }
        rejected.sort(Comparator.comparingInt(Rejected::index));
        return new Receipt(accepted, duplicates, rejected);
    }

    private static CodeList list(Map<String, CodeList> lists, String name) {
        return lists.getOrDefault(name, CodeList.unread(name));
    }
}
