package io.rapport.web.api;

import io.rapport.client.Clients;
import io.rapport.client.NoSuchClient;
import io.rapport.insight.DigestViews;
import io.rapport.insight.SilenceViews;
import io.rapport.insight.TroubleView;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Silence")
class SilencesApi {

    private static final Duration USUALLY = Duration.ofDays(7);
    private static final int SHOWN = 100;

    private final SilenceViews silences;
    private final DigestViews digests;
    private final TroubleView troubles;
    private final Clients clients;
    private final Clock clock;

    SilencesApi(SilenceViews silences, DigestViews digests, TroubleView troubles, Clients clients, Clock clock) {
        this.silences = silences;
        this.digests = digests;
        this.troubles = troubles;
        this.clients = clients;
        this.clock = clock;
    }

    record Listing<T>(List<T> items) {}

    record Counts(Instant from, Instant to, List<SilenceViews.Count> items) {}

    @GetMapping("/clients/{id}/silences")
    @Operation(summary = "Why nothing was said to this client, how often and since when, newest first")
    Listing<SilenceViews.Silence> of(@PathVariable long id) {
        clients.find(id).orElseThrow(() -> new NoSuchClient(id));
        return new Listing<>(silences.of(id));
    }

    @GetMapping("/silences")
    @Operation(
            summary = "Why nothing was said, counted by row and reason; of the last seven days unless told otherwise")
    Counts between(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        Instant until = to == null ? clock.instant() : to;
        Instant since = from == null ? until.minus(USUALLY) : from;
        if (!since.isBefore(until)) {
            throw new InvalidField("from", "must be before to");
        }
        return new Counts(since, until, silences.between(since, until));
    }

    @GetMapping("/digests")
    @Operation(summary = "What each week came to: touches by row, answers, purchases, silences; newest first")
    Listing<DigestViews.Digest> digests() {
        return new Listing<>(digests.latest(SHOWN));
    }

    @GetMapping("/troubles")
    @Operation(summary = "Clients who could not be decided about, and when it is tried again")
    Listing<TroubleView.Trouble> troubles() {
        return new Listing<>(troubles.latest(SHOWN));
    }
}
