package io.rapport.web.rules;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.NoSuchClient;
import io.rapport.decision.Departure;
import io.rapport.engagement.Dossier;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Said;
import io.rapport.journal.DecisionShape;
import io.rapport.release.ReleaseArms;
import io.rapport.ruleset.Ruleset;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What might be sent to a client, and if not now, when. Changes nothing. */
@Tag(name = "Rules")
@RestController
class ClientPolicyApi {

    private final ReleaseArms arms;
    private final Clients clients;
    private final Dossier dossier;
    private final Clock clock;

    ClientPolicyApi(ReleaseArms arms, Clients clients, Dossier dossier, Clock clock) {
        this.arms = arms;
        this.clients = clients;
        this.dossier = dossier;
        this.clock = clock;
    }

    @Operation(
            summary = "Whether a touch may leave now or at an instant, the row that says so, and until when it is held")
    @GetMapping("/api/v1/clients/{id}/policy")
    Map<String, Object> policy(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(defaultValue = Departure.PROACTIVE) String kind,
            @RequestParam(defaultValue = "telegram") String channel) {
        Client client = clients.find(id).orElseThrow(() -> new NoSuchClient(id));
        Instant instant = at == null ? clock.instant() : at;
        Ruleset rules = arms.of(id, client.source(), client.language(), instant).rules();
        requireCode(rules, "touchKinds", "kind", kind);
        requireCode(rules, "channels", "channel", channel);
        FactSheet sheet = dossier.sheet(client, channel, Said.NOTHING, instant);
        var departure = new Departure(kind, channel, null, null, null);
        var shape = new LinkedHashMap<String, Object>();
        shape.put("at", instant);
        shape.put("kind", kind);
        shape.put("channel", channel);
        shape.putAll(DecisionShape.policy(rules.permit(sheet, departure)));
        shape.put("notMatched", rules.whyNot(sheet, departure));
        return shape;
    }

    private static void requireCode(Ruleset rules, String list, String field, String code) {
        var codes = new TreeSet<>(rules.tables().lists().get(list).codes());
        if (!codes.contains(code)) {
            throw new InvalidField(field, "must be one of " + codes);
        }
    }
}
