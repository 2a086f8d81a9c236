package io.rapport.ruleset.horizon;

import io.rapport.client.Client;
import io.rapport.client.Event;
import io.rapport.client.Owner;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Known;
import io.rapport.fact.Said;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A random client with a random history, and what is known of it at any instant. */
record Someone(Client client, List<Event> history, String stage, Set<String> tags) {

    private static final List<String> VALUES =
            List.of("EXAMS", "WORK", "TRAVEL", "B1", "A2", "ielts", "4900", "ONBOARDING", "WELCOME");

    static Someone random(Random random, List<String> types, List<String> stages, Instant now) {
        Instant created = now.minusSeconds(random.nextInt(200 * 86_400)).plusNanos(random.nextInt(1_000_000) * 1_000L);
        var events = new ArrayList<Event>();
        long span = Math.max(1, Duration.between(created, now).toSeconds());
        int bursts = random.nextInt(8);
        for (int i = 0; i < bursts; i++) {
            Instant at = now.minusSeconds(random.nextLong(span)).minusNanos(random.nextInt(1_000_000) * 1_000L);
            for (int n = random.nextInt(5); n >= 0; n--) {
                Map<String, Object> attributes = new HashMap<>();
                if (random.nextBoolean()) {
                    attributes.put("value", VALUES.get(random.nextInt(VALUES.size())));
                }
                Instant when = at.plusSeconds(random.nextInt(3) * 40L);
                events.add(new Event(
                        events.size() + 1,
                        1,
                        types.get(random.nextInt(types.size())),
                        when.isAfter(now) ? now : when,
                        attributes));
            }
        }
        events.sort(Comparator.comparing(Event::at));
        String source = random.nextInt(4) == 0 ? "ielts" : null;
        String stage = stages.get(random.nextInt(stages.size()));
        var client = new Client(
                1 + random.nextInt(10_000),
                created,
                null,
                null,
                null,
                stage,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                "ru",
                "Europe/Moscow",
                "DEFAULT",
                source,
                Owner.BOT,
                null,
                null,
                null,
                null,
                null);
        return new Someone(client, List.copyOf(events), stage, Set.of());
    }

    Someone standing(String stage, Set<String> tags) {
        return new Someone(client, history, stage, tags);
    }

    FactSheet sheet(Instant now) {
        return FactSheet.of(new Known(client, tags, List.of(), "telegram"), history, Said.NOTHING, now)
                .knowing(Map.of("stage", stage));
    }
}
