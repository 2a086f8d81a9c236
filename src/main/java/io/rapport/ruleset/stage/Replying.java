package io.rapport.ruleset.stage;

import io.rapport.decision.ContentChoice;
import io.rapport.decision.Match;
import io.rapport.decision.Reply;
import io.rapport.decision.RowHit;
import io.rapport.fact.Candidate;
import io.rapport.fact.Candidates;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The next best action on a message. For each signal the first row that holds counts; an exclusive row silences the others; what
 * remains is said in one message, perhaps with a question at the end.
 */
public final class Replying {

    private final RuleEngine replies;
    private final RuleEngine questions;
    private final Matching matching;
    private final int maxAnswers;

    public Replying(RuleEngine replies, RuleEngine questions, Matching matching, int maxAnswers) {
        this.replies = replies;
        this.questions = questions;
        this.matching = matching;
        this.maxAnswers = maxAnswers;
    }

    /** @param match the last look into the content library, also when nothing fitted */
    public record Said(Reply reply, Match match) {}

    /** @param client the sheet's facts, with score, tags and stage as decided */
    public Said reply(FactSheet sheet, Facts client, Candidates candidates, List<RowHit> rows) {
        List<Row> chosen = choose(sheet, client);
        if (chosen.isEmpty()) {
            return new Said(Reply.silence(), Match.NOTHING);
        }
        var talk = new Talk(sheet, client, candidates);
        for (Row row : chosen) {
            rows.add(row.hit());
            talk.say(row);
        }
        Optional<Row> question = chosen.stream().anyMatch(row -> row.is("thenAsk")) && talk.asks == null
                ? questions.rowsFor(Subject.of(client), sheet.at()).stream().findFirst()
                : Optional.empty();
        question.ifPresent(row -> {
            rows.add(row.hit());
            talk.ask(row);
        });
        String action = String.valueOf(chosen.get(0).text("action"));
        return new Said(new Reply(action, List.copyOf(talk.parts), talk.asks), talk.match);
    }

    private List<Row> choose(FactSheet sheet, Facts client) {
        List<Subject> subjects = sheet.signals().stream()
                .map(signal -> new Subject(client, facts(signal)))
                .toList();
        var rowOf = new LinkedHashMap<String, Row>();
        replies.rowsForEach(subjects, List.of(), sheet.at())
                .forEach(rows -> rows.forEach(row -> rowOf.putIfAbsent(row.id(), row)));
        List<Row> inOrder = rowOf.values().stream()
                .sorted(Comparator.comparingInt(Row::number))
                .toList();
        Optional<Row> exclusive =
                inOrder.stream().filter(row -> row.is("exclusive")).findFirst();
        if (exclusive.isPresent()) {
            return List.of(exclusive.get());
        }
        var templates = new java.util.HashSet<String>();
        List<Row> speaking = inOrder.stream()
                .filter(row -> row.text("template") != null && templates.add(row.text("template")))
                .limit(maxAnswers)
                .toList();
        return speaking.isEmpty() ? inOrder.subList(0, Math.min(1, inOrder.size())) : speaking;
    }

    public static Facts facts(SignalFact signal) {
        var facts = new HashMap<String, Object>();
        facts.put("type", signal.type());
        if (signal.value() != null) {
            facts.put("value", signal.value());
        }
        return Facts.of(facts);
    }

    /** A reply in the making. */
    private final class Talk {

        private final FactSheet sheet;
        private final Facts client;
        private final Candidates candidates;
        private final List<Reply.Part> parts = new ArrayList<>();
        private Match match = Match.NOTHING;
        private @Nullable String asks;

        Talk(FactSheet sheet, Facts client, Candidates candidates) {
            this.sheet = sheet;
            this.client = client;
            this.candidates = candidates;
        }

        void say(Row row) {
            String template = row.text("template");
            if (template == null) {
                return;
            }
            ContentChoice content =
                    wantsContent(row) ? content(row.codes("contentType"), row.codes("contentTag")) : null;
            boolean fallsBack = wantsContent(row) && content == null;
            if (fallsBack) {
                template = row.text("fallback");
            }
            if (template != null && !hasSaid(template)) {
                parts.add(new Reply.Part(
                        String.valueOf(row.text("action")),
                        template,
                        row.text("product"),
                        content,
                        // What was not handed over has not happened either.
                        fallsBack ? null : row.text("event"),
                        row.hit()));
                asks = row.text("asks") == null ? asks : row.text("asks");
            }
        }

        void ask(Row row) {
            String template = String.valueOf(row.text("template"));
            if (!hasSaid(template)) {
                parts.add(new Reply.Part("ASK", template, null, null, null, row.hit()));
                asks = row.text("question");
            }
        }

        private boolean hasSaid(String template) {
            return parts.stream().anyMatch(part -> part.template().equals(template));
        }

        private static boolean wantsContent(Row row) {
            return !row.codes("contentType").isEmpty()
                    || !row.codes("contentTag").isEmpty();
        }

        private @Nullable ContentChoice content(Set<String> types, Set<String> tags) {
            Set<String> taken = new java.util.HashSet<>();
            parts.stream()
                    .map(Reply.Part::content)
                    .filter(java.util.Objects::nonNull)
                    .forEach(c -> taken.add(c.id()));
            List<Candidate> fresh = candidates.find(client, types, tags).stream()
                    .filter(candidate -> !taken.contains(candidate.id()))
                    .toList();
            match = matching.match(client, fresh, 1, sheet.at());
            return match.items().isEmpty() ? null : match.items().get(0);
        }
    }
}
