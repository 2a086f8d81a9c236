package io.rapport.web.rules;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.NoSuchClient;
import io.rapport.decision.Match;
import io.rapport.engagement.Dossier;
import io.rapport.fact.Facts;
import io.rapport.fact.Said;
import io.rapport.journal.DecisionShape;
import io.rapport.release.LiveRelease;
import io.rapport.ruleset.Ruleset;
import io.rapport.ruleset.schema.CodeList;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The content agent: a profile in, fitting content out, with the rows behind each point. */
@Tag(name = "Content")
@RestController
class ContentMatchApi {

    private static final int MOST_ITEMS = 50;
    private static final int USUAL_ITEMS = 5;

    private final LiveRelease live;
    private final Clients clients;
    private final Dossier dossier;
    private final Clock clock;

    ContentMatchApi(LiveRelease live, Clients clients, Dossier dossier, Clock clock) {
        this.live = live;
        this.clients = clients;
        this.dossier = dossier;
        this.clock = clock;
    }

    /** Either a client, or a profile; what is left out counts as unknown. */
    record Profile(
            @Nullable Long clientId,
            @Nullable String stage,
            @Nullable String level,
            @Nullable List<String> interests,
            @Nullable String language,
            @Nullable List<String> tags,
            @Nullable List<String> seen,
            @Nullable List<String> types,
            @Nullable List<String> contentTags,
            @Nullable Integer limit) {}

    record Fitting(
            List<Map<String, Object>> items, @Nullable Map<String, Object> nearestMiss) {}

    @Operation(summary = "Content that fits a client or a profile, best first, never one already seen")
    @PostMapping("/api/v1/content/match")
    Fitting match(@RequestBody Profile profile) {
        Instant now = clock.instant();
        Ruleset rules = live.current().rules();
        int limit = limit(profile.limit());
        Set<String> types = codes("types", profile.types(), rules, "contentTypes");
        Set<String> tags = codes("contentTags", profile.contentTags(), rules, "contentTags");
        Match match;
        if (profile.clientId() != null) {
            Client client = clients.find(profile.clientId()).orElseThrow(() -> new NoSuchClient(profile.clientId()));
            Facts facts = dossier.sheet(client, "telegram", Said.NOTHING, now).client();
            match = rules.match(facts, dossier.candidates(client.id(), now).find(facts, types, tags), limit, now);
        } else {
            Facts facts = facts(profile, rules);
            match = rules.match(facts, dossier.candidates(seen(profile), now).find(facts, types, tags), limit, now);
        }
        return new Fitting(
                match.items().stream().map(DecisionShape::content).toList(),
                DecisionShape.nearestMiss(match.nearestMiss()));
    }

    private static Set<String> seen(Profile profile) {
        return profile.seen() == null ? Set.of() : new LinkedHashSet<>(profile.seen());
    }

    private static Facts facts(Profile profile, Ruleset rules) {
        var facts = new HashMap<String, Object>();
        facts.put("stage", profile.stage() == null ? "NEW" : code("stage", profile.stage(), rules, "stages"));
        facts.put(
                "language",
                profile.language() == null ? "ru" : code("language", profile.language(), rules, "languages"));
        facts.put("levelKnown", profile.level() != null);
        if (profile.level() != null) {
            facts.put("level", code("level", profile.level(), rules, "levels"));
        }
        Set<String> interests = codes("interests", profile.interests(), rules, "interests");
        facts.put("interests", interests);
        facts.put("interestsKnown", !interests.isEmpty());
        facts.put("tags", codes("tags", profile.tags(), rules, "tags"));
        return Facts.of(facts);
    }

    private static Set<String> codes(String field, @Nullable List<String> words, Ruleset rules, String list) {
        var codes = new LinkedHashSet<String>();
        if (words != null) {
            words.forEach(word -> codes.add(code(field, word, rules, list)));
        }
        return codes;
    }

    private static String code(String field, @Nullable String word, Ruleset rules, String list) {
        CodeList codes = rules.tables().lists().get(list);
        if (word == null || codes == null) {
            throw new InvalidField(field, "must not contain null");
        }
        return codes.find(word)
                .orElseThrow(() -> new InvalidField(
                        field,
                        "\"%s\" is unknown%s; allowed: %s"
                                .formatted(
                                        word,
                                        codes.nearest(word)
                                                .map(known -> ", did you mean \"" + known + "\"?")
                                                .orElse(""),
                                        codes.codes())));
    }

    private static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return USUAL_ITEMS;
        }
        if (limit < 1 || limit > MOST_ITEMS) {
            throw new InvalidField("limit", "must be from 1 to " + MOST_ITEMS);
        }
        return limit;
    }
}
