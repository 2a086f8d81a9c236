package io.rapport.web.api;

import io.rapport.client.Clients;
import io.rapport.client.Consents;
import io.rapport.client.Harmless;
import io.rapport.client.Identities;
import io.rapport.client.NoSuchClient;
import io.rapport.insight.ClientFilter;
import io.rapport.insight.ClientRow;
import io.rapport.insight.ClientViews;
import io.rapport.insight.DecisionViews;
import io.rapport.insight.Timeline;
import io.rapport.web.InvalidField;
import io.rapport.web.api.ClientShapes.Details;
import io.rapport.web.api.ClientShapes.Item;
import io.rapport.web.api.ClientShapes.JournalItem;
import io.rapport.web.api.ClientShapes.TimelineItem;
import io.rapport.web.api.Paging.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/clients")
@Tag(name = "Clients")
class ClientsApi {

    private static final int LONGEST_QUESTION = 200;

    private final ClientViews views;
    private final Timeline timeline;
    private final DecisionViews decisions;
    private final Clients clients;
    private final Identities identities;
    private final Consents consents;

    ClientsApi(
            ClientViews views,
            Timeline timeline,
            DecisionViews decisions,
            Clients clients,
            Identities identities,
            Consents consents) {
        this.views = views;
        this.timeline = timeline;
        this.decisions = decisions;
        this.clients = clients;
        this.identities = identities;
        this.consents = consents;
    }

    @GetMapping
    @Operation(summary = "Clients, those heard of last first; by identity, text or stage")
    Listing<Item> list(
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String externalId,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        ClientFilter filter = ClientFilter.ALL
                .on(question("channel", channel), question("externalId", externalId))
                .withText(question("q", q))
                .withStage(question("stage", stage));
        return Listing.of(views.list(filter, Paging.after(after), Paging.limit(limit)), Item::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One client with identities and consents")
    Details one(@PathVariable long id) {
        return Details.of(known(id), identities.of(id), consents.of(id));
    }

    @GetMapping("/{id}/timeline")
    @Operation(summary = "What happened with the client and what was sent, newest first")
    Listing<TimelineItem> timeline(
            @PathVariable long id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        known(id);
        return Listing.of(timeline.of(id, Paging.after(after), Paging.limit(limit)), TimelineItem::of);
    }

    @GetMapping("/{id}/decisions")
    @Operation(summary = "Why: every decision with the rows behind it, newest first")
    Listing<JournalItem> decisions(
            @PathVariable long id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        known(id);
        return Listing.of(decisions.of(id, Paging.after(after), Paging.limit(limit)), JournalItem::of);
    }

    private ClientRow known(long id) {
        return views.find(id).orElseThrow(() -> new NoSuchClient(id));
    }

    private static @Nullable String question(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST_QUESTION) {
            throw new InvalidField(field, "must have at most " + LONGEST_QUESTION + " characters");
        }
        return Harmless.text(value);
    }
}
