package io.rapport.journal;

import io.rapport.decision.ContentChoice;
import io.rapport.decision.Initiative;
import io.rapport.decision.Match;
import io.rapport.decision.NextReview;
import io.rapport.decision.Outcome;
import io.rapport.decision.Reply;
import io.rapport.decision.RowHit;
import io.rapport.decision.SeriesMove;
import io.rapport.decision.Tagging;
import io.rapport.decision.Verdict;
import io.rapport.fact.FactSheet;
import io.rapport.fact.SignalFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A decision as it is kept and shown: the names outsiders rely on. */
public final class DecisionShape {

    private DecisionShape() {}

    /** The facts decided on. Events are not repeated: they are append-only and found by their instants. */
    static Map<String, Object> sheet(FactSheet sheet, @Nullable Map<String, Object> answer) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("at", sheet.at().toString());
        shape.put("facts", sheet.client().asMap());
        shape.put("signals", signals(sheet.signals()));
        if (answer != null) {
            shape.put("answer", answer);
        }
        return shape;
    }

    public static Map<String, Object> outcome(Outcome outcome, FactSheet sheet) {
        var shape = new LinkedHashMap<String, Object>();
        var score = new LinkedHashMap<String, Object>();
        score.put("fit", outcome.score().fit());
        score.put("engagement", outcome.score().engagement());
        score.put("total", outcome.score().total());
        score.put("band", outcome.score().band());
        shape.put("score", score);
        shape.put("tags", outcome.tagging().tags());
        shape.put("tagsOn", changes(outcome.tagging().on()));
        shape.put("tagsOff", changes(outcome.tagging().off()));
        shape.put("stage", outcome.stage());
        Initiative initiative = outcome.initiative();
        shape.put(
                "action",
                outcome.reply().isSilence() && initiative.by() != null
                        ? initiative.action()
                        : outcome.reply().action());
        shape.put(
                "initiative", initiative.by() == null && initiative.moves().isEmpty() ? null : initiative(initiative));
        shape.put("asks", outcome.reply().asks());
        shape.put("signals", signals(sheet.signals()));
        shape.put("rows", rows(outcome.rows()));
        shape.put(
                "content",
                Stream.concat(outcome.reply().parts().stream(), initiative.touch().parts().stream())
                        .map(Reply.Part::content)
                        .filter(Objects::nonNull)
                        .map(DecisionShape::content)
                        .toList());
        shape.put("nearestMiss", nearestMiss(outcome.match().nearestMiss()));
        shape.put("next", next(outcome.next()));
        Verdict verdict = outcome.initiative().verdict();
        if (verdict != null) {
            shape.put("policy", policy(verdict));
        }
        return shape;
    }

    /** Whether a touch may leave, by which row, and if it is held until when. */
    public static Map<String, Object> policy(Verdict verdict) {
        var shape = new LinkedHashMap<String, Object>();
        if (verdict instanceof Verdict.Hold hold) {
            shape.put("verdict", "HOLD");
            shape.put("until", hold.until().toString());
        } else {
            shape.put("verdict", verdict instanceof Verdict.Allow ? "ALLOW" : "SUPPRESS");
        }
        shape.put("row", verdict.by().row());
        shape.put("cell", verdict.by().cell());
        shape.put("reason", verdict.by().reason());
        return shape;
    }

    private static Map<String, Object> initiative(Initiative initiative) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("action", initiative.action());
        shape.put("goal", initiative.goal());
        shape.put("row", initiative.by() == null ? null : initiative.by().row());
        shape.put("reason", initiative.by() == null ? null : initiative.by().reason());
        shape.put(
                "templates",
                initiative.touch().parts().stream().map(Reply.Part::template).toList());
        shape.put("asks", initiative.touch().asks());
        shape.put("leaves", initiative.leaves());
        shape.put("window", initiative.window());
        shape.put("moves", initiative.moves().stream().map(DecisionShape::move).toList());
        return shape;
    }

    private static Map<String, Object> move(SeriesMove move) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("move", move.getClass().getSimpleName().toUpperCase(Locale.ROOT));
        shape.put("sequence", move.sequence());
        if (move instanceof SeriesMove.Advance advance) {
            shape.put("step", advance.step());
        }
        shape.put(
                "reason",
                move instanceof SeriesMove.Leave leave
                        ? leave.reason()
                        : move.by().reason());
        shape.put("row", move.by().row());
        return shape;
    }

    private static @Nullable Map<String, Object> next(@Nullable NextReview next) {
        return next == null
                ? null
                : Map.of(
                        "at",
                        next.at().toString(),
                        "by",
                        rows(List.of(next.by())).get(0));
    }

    public static List<Map<String, Object>> signals(List<SignalFact> signals) {
        return signals.stream()
                .map(signal -> {
                    var shape = new LinkedHashMap<String, Object>();
                    shape.put("type", signal.type());
                    shape.put("quote", signal.quote());
                    shape.put("value", signal.value());
                    shape.put("row", signal.row());
                    shape.put("likeness", signal.likeness());
                    return (Map<String, Object>) shape;
                })
                .toList();
    }

    public static Map<String, Object> content(ContentChoice choice) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("id", choice.id());
        shape.put("title", choice.title());
        shape.put("type", choice.type());
        shape.put("url", choice.url());
        shape.put("score", choice.score());
        shape.put("reasons", rows(choice.reasons()));
        return shape;
    }

    public static @Nullable Map<String, Object> nearestMiss(Match.@Nullable NearestMiss miss) {
        if (miss == null) {
            return null;
        }
        Map<String, Object> shape = content(miss.item());
        shape.put("lacked", miss.lacked());
        return shape;
    }

    private static List<String> changes(List<Tagging.TagChange> changes) {
        return changes.stream().map(Tagging.TagChange::tag).toList();
    }

    private static List<Map<String, Object>> rows(List<RowHit> rows) {
        return rows.stream()
                .map(hit -> {
                    var shape = new LinkedHashMap<String, Object>();
                    shape.put("table", hit.table());
                    shape.put("row", hit.row());
                    shape.put("cell", hit.cell());
                    shape.put("reason", hit.reason());
                    shape.put("points", hit.points());
                    return (Map<String, Object>) shape;
                })
                .toList();
    }
}
