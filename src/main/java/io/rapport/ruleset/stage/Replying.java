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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The next best action on a message. For each signal the first row that holds counts; an exclusive row silences the others; what
 * remains is said in one message with at most one question, which comes last.
 */
public final class Replying {

    /** In the product cell: the one the client has just named. */
    public static final Set<String> NAMED_PRODUCT = Set.of("названный", "named");

    /** In the product cell: the one the talk was about last. */
    public static final Set<String> LAST_PRODUCT = Set.of("о котором речь", "last");

    /** A word of greeting takes nobody's turn. */
    private static final String GREET = "GREET";

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
        List<Chosen> chosen = choose(sheet, client);
        if (chosen.isEmpty()) {
            return new Said(Reply.silence(), Match.NOTHING);
        }
        var talk = new Talk(sheet, client, candidates);
        for (Chosen choice : inOrderOfSpeech(chosen)) {
            rows.add(choice.row().hit());
            talk.say(choice);
        }
        Optional<Row> question = chosen.stream().anyMatch(choice -> choice.row().is("thenAsk")) && talk.asks == null
                ? questions.rowsFor(Subject.of(client), sheet.at()).stream().findFirst()
                : Optional.empty();
        question.ifPresent(row -> {
            rows.add(row.hit());
            talk.ask(row);
        });
        String action = String.valueOf(chosen.get(0).row().text("action"));
        return new Said(new Reply(action, List.copyOf(talk.parts), talk.asks), talk.match);
    }

    /** A row, and the signal it answers. */
    private record Chosen(Row row, SignalFact signal) {

        boolean asks() {
            return row.text("asks") != null;
        }

        boolean greets() {
            return GREET.equals(row.text("action"));
        }
    }

    private List<Chosen> choose(FactSheet sheet, Facts client) {
        List<Subject> subjects = sheet.signals().stream()
                .map(signal -> new Subject(client, facts(signal, sheet)))
                .toList();
        var chosenBy = new LinkedHashMap<String, Chosen>();
        List<List<Row>> rowsOf = replies.rowsForEach(subjects, sheet.at());
        for (int i = 0; i < rowsOf.size(); i++) {
            SignalFact signal = sheet.signals().get(i);
            rowsOf.get(i).forEach(row -> chosenBy.putIfAbsent(row.id(), new Chosen(row, signal)));
        }
        List<Chosen> inOrder = chosenBy.values().stream()
                .sorted(Comparator.comparingInt(choice -> choice.row().number()))
                .toList();
        Optional<Chosen> exclusive =
                inOrder.stream().filter(choice -> choice.row().is("exclusive")).findFirst();
        if (exclusive.isPresent()) {
            return List.of(exclusive.get());
        }
        List<Chosen> speaking = speaking(inOrder);
        return speaking.isEmpty() ? inOrder.subList(0, Math.min(1, inOrder.size())) : speaking;
    }

    /** As many answers as may be, and of those that ask something only the first: two questions are an interrogation. */
    private List<Chosen> speaking(List<Chosen> inOrder) {
        var templates = new HashSet<String>();
        var speaking = new ArrayList<Chosen>();
        int answers = 0;
        boolean isAsked = false;
        for (Chosen choice : inOrder) {
            String template = choice.row().text("template");
            boolean mayAnswer = choice.greets() || answers < maxAnswers;
            if (template == null || !mayAnswer || choice.asks() && isAsked || !templates.add(template)) {
                continue;
            }
            speaking.add(choice);
            answers += choice.greets() ? 0 : 1;
            isAsked |= choice.asks();
        }
        return speaking;
    }

    /** What ends with a question is said last. */
    private static List<Chosen> inOrderOfSpeech(List<Chosen> chosen) {
        return chosen.stream().sorted(Comparator.comparing(Chosen::asks)).toList();
    }

    /** @param sheet whose events tell whether the same was said before */
    public static Facts facts(SignalFact signal, FactSheet sheet) {
        var facts = new HashMap<String, Object>();
        facts.put("type", signal.type());
        facts.put("again", isSaidAgain(signal, sheet));
        if (signal.value() != null) {
            facts.put("value", signal.value());
        }
        return Facts.of(facts);
    }

    private static boolean isSaidAgain(SignalFact signal, FactSheet sheet) {
        if (signal.value() == null) {
            return false;
        }
        long ever = sheet.past().stream()
                .filter(event ->
                        event.type().equals(signal.type()) && signal.value().equals(event.attribute("value")))
                .count();
        long now = sheet.signals().stream()
                .filter(other ->
                        other.type().equals(signal.type()) && signal.value().equals(other.value()))
                .count();
        return ever > now;
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

        void say(Chosen choice) {
            Row row = choice.row();
            String template = row.text("template");
            if (template == null) {
                return;
            }
            ContentChoice content = wantsContent(row) ? content(row) : null;
            boolean fallsBack = wantsContent(row) && content == null;
            if (fallsBack) {
                template = row.text("fallback");
            }
            if (template != null && !hasSaid(template)) {
                parts.add(new Reply.Part(
                        String.valueOf(row.text("action")),
                        template,
                        product(row.text("product"), choice.signal()),
                        Discounts.of(row, client),
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
                parts.add(new Reply.Part("ASK", template, null, 0, null, null, row.hit()));
                asks = row.text("question");
            }
        }

        private @Nullable String product(@Nullable String cell, SignalFact signal) {
            if (cell != null && NAMED_PRODUCT.contains(cell)) {
                return signal.value();
            }
            return cell != null && LAST_PRODUCT.contains(cell) ? client.text("lastProduct") : cell;
        }

        private boolean hasSaid(String template) {
            return parts.stream().anyMatch(part -> part.template().equals(template));
        }

        private static boolean wantsContent(Row row) {
            return row.is("promised")
                    || !row.codes("contentType").isEmpty()
                    || !row.codes("contentTag").isEmpty();
        }

        /** What the advert promised, if the row wants that and it can be had; else what fits best. */
        private @Nullable ContentChoice content(Row row) {
            Optional<ContentChoice> promised =
                    row.is("promised") ? Promised.among(candidates, client, row.hit()) : Optional.empty();
            promised.ifPresent(item -> match = new Match(List.of(item), null));
            return promised.orElseGet(() -> content(row.codes("contentType"), row.codes("contentTag")));
        }

        private @Nullable ContentChoice content(Set<String> types, Set<String> tags) {
            if (types.isEmpty() && tags.isEmpty()) {
                return null;
            }
            Set<String> taken = new HashSet<>();
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
