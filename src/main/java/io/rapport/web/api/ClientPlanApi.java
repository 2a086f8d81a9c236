package io.rapport.web.api;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.NoSuchClient;
import io.rapport.engagement.Foreseen;
import io.rapport.engagement.Foresight;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What will happen if a client stays silent. */
@Tag(name = "Clients")
@RestController
class ClientPlanApi {

    private static final int MOST_DAYS = 365;

    private final Clients clients;
    private final Foresight foresight;
    private final Clock clock;

    ClientPlanApi(Clients clients, Foresight foresight, Clock clock) {
        this.clients = clients;
        this.foresight = foresight;
        this.clock = clock;
    }

    @Operation(
            summary = "Every touch, hold and rest to come if the client stays silent, and why it ends; changes nothing")
    @GetMapping("/api/v1/clients/{id}/plan")
    Map<String, Object> plan(@PathVariable long id, @RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new InvalidField("days", "must be from 1 to " + MOST_DAYS);
        }
        Client client = clients.find(id).orElseThrow(() -> new NoSuchClient(id));
        Instant now = clock.instant();
        Instant until = now.plus(Duration.ofDays(days));
        Foreseen foreseen = foresight.plan(client, now, until);
        var shape = new LinkedHashMap<String, Object>();
        shape.put("from", now);
        shape.put("until", until);
        shape.put("timezone", client.timezone());
        shape.put("items", foreseen.steps());
        shape.put("ends", foreseen.ends());
        return shape;
    }
}
