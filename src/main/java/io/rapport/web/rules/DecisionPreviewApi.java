package io.rapport.web.rules;

import io.rapport.channel.PlainText;
import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.NoSuchClient;
import io.rapport.decision.NotMatched;
import io.rapport.decision.Outcome;
import io.rapport.decision.Trigger;
import io.rapport.engagement.Dossier;
import io.rapport.engagement.Hindsight;
import io.rapport.fact.Candidates;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.fact.Said;
import io.rapport.fact.SignalFact;
import io.rapport.journal.DecisionShape;
import io.rapport.release.LiveRelease;
import io.rapport.release.Release;
import io.rapport.release.ReleaseArms;
import io.rapport.ruleset.Ruleset;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What would be decided, and which cell keeps each other row from having its say. Changes nothing. */
@Tag(name = "Rules")
@RestController
class DecisionPreviewApi {

    private final LiveRelease live;
    private final ReleaseArms arms;
    private final Clients clients;
    private final Dossier dossier;
    private final Hindsight hindsight;
    private final Clock clock;

    DecisionPreviewApi(
            LiveRelease live, ReleaseArms arms, Clients clients, Dossier dossier, Hindsight hindsight, Clock clock) {
        this.live = live;
        this.arms = arms;
        this.clients = clients;
        this.dossier = dossier;
        this.hindsight = hindsight;
        this.clock = clock;
    }

    /**
     * @param facts instead of a client: by the names of {@code facts.yaml} without scope; {@code signals} are what was said
     * @param text a message to understand, for the trigger {@code MESSAGE}
     */
    record Question(
            @Nullable Long clientId,
            @Nullable Instant at,
            @Nullable Trigger trigger,
            @Nullable Map<String, @Nullable Object> facts,
            @Nullable String text) {}

    @Operation(
            summary =
                    "The whole outcome for a client at an instant, or for facts, with every row that counted and why others did not")
    @PostMapping("/api/v1/decisions/preview")
    Map<String, Object> preview(@RequestBody Question question) {
        Release release = live.current();
        Trigger trigger = question.trigger() == null ? Trigger.MESSAGE : question.trigger();
        Instant now = clock.instant();
        Instant at = question.at() == null ? now : question.at();
        FactSheet sheet;
        Candidates candidates = Candidates.NONE;
        if (question.clientId() != null) {
            Client client = clients.find(question.clientId()).orElseThrow(() -> new NoSuchClient(question.clientId()));
            FactSheet known = at.isBefore(now)
                    ? hindsight.sheet(client, "telegram", at)
                    : dossier.sheet(client, "telegram", Said.NOTHING, at);
            release = arms.of(client.id(), client.source(), client.language(), at);
            sheet = said(known, question.text(), release.rules());
            candidates = at.isBefore(now)
                    ? dossier.candidates(hindsight.seen(known), at)
                    : dossier.candidates(client.id(), at);
        } else if (question.facts() != null) {
            Facts facts = new FactFields(release.rules().tables().facts()).read(question.facts());
            sheet = said(
                    new FactSheet(0, at, facts, Map.of(), List.of(), signals(facts)), question.text(), release.rules());
        } else {
            throw new InvalidField("clientId", "either clientId or facts is needed");
        }
        Outcome outcome = release.rules().decide(sheet, trigger, candidates);
        var shape = new LinkedHashMap<String, Object>();
        shape.put("at", at);
        shape.put("trigger", trigger);
        shape.put("release", release.id());
        shape.putAll(DecisionShape.outcome(outcome, sheet));
        List<NotMatched> notMatched = release.rules().whyNot(sheet, outcome);
        shape.put("notMatched", notMatched);
        return shape;
    }

    private static List<SignalFact> signals(Facts facts) {
        return new TreeSet<>(facts.codes("signals"))
                .stream().map(code -> new SignalFact(code, "", null)).toList();
    }

    private static FactSheet said(FactSheet sheet, @Nullable String text, Ruleset rules) {
        if (text == null) {
            return sheet;
        }
        List<SignalFact> signals = rules.understand(PlainText.clean(text), sheet.client(), sheet.at());
        var codes = new TreeSet<String>();
        signals.forEach(signal -> codes.add(signal.type()));
        var facts = new HashMap<String, Object>();
        facts.put("signals", codes);
        return new FactSheet(
                sheet.clientId(), sheet.at(), sheet.client().with(facts), sheet.elapsed(), sheet.events(), signals);
    }
}
