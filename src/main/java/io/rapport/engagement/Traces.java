package io.rapport.engagement;

import io.rapport.decision.Initiative;
import io.rapport.decision.Reply;
import io.rapport.decision.SeriesMove;
import io.rapport.fact.Deeds;
import io.rapport.fact.FactSheet;
import io.rapport.outbox.Errand;
import io.rapport.outbox.Errand.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens when a touch of the bot's own accord leaves: that it left, what it asked, what it brought. */
final class Traces {

    private Traces() {}

    static Errand errand(Initiative initiative, FactSheet sheet, long releaseId) {
        var leaves = new ArrayList<Trace>();
        leaves.add(new Trace(Deeds.TOUCHED, touched(initiative, sheet)));
        String content = null;
        for (Reply.Part part : initiative.touch().parts()) {
            if (part.content() != null) {
                content = part.content().id();
                leaves.add(new Trace(Deeds.CONTENT_SENT, Map.of("value", content)));
            }
            if (part.leaves() != null) {
                leaves.add(new Trace(part.leaves(), part.leavesWith()));
            }
        }
        if (initiative.touch().asks() != null) {
            leaves.add(new Trace(
                    Deeds.QUESTION_ASKED, Map.of("value", initiative.touch().asks())));
        }
        return new Errand(List.copyOf(leaves), content, row(initiative), releaseId, initiative.window());
    }

    private static Map<String, String> touched(Initiative initiative, FactSheet sheet) {
        var attributes = new LinkedHashMap<String, String>();
        put(attributes, "goal", initiative.goal());
        put(attributes, "row", row(initiative));
        for (Reply.Part part : initiative.touch().parts()) {
            put(attributes, "template", part.template());
            put(
                    attributes,
                    "content",
                    part.content() == null ? null : part.content().id());
        }
        for (SeriesMove move : initiative.moves()) {
            if (move instanceof SeriesMove.Advance step && move.by().equals(initiative.by())) {
                attributes.put("sequence", step.sequence());
                attributes.put("cycle", Long.toString(sheet.client().count("sequenceCycle")));
                attributes.put("step", Integer.toString(step.step()));
            }
        }
        return attributes;
    }

    private static @Nullable String row(Initiative initiative) {
        return initiative.by() == null ? null : initiative.by().row();
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
