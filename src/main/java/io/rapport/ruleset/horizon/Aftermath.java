package io.rapport.ruleset.horizon;

import io.rapport.decision.Initiative;
import io.rapport.decision.Outcome;
import io.rapport.decision.Reply;
import io.rapport.decision.SeriesMove;
import io.rapport.fact.Deeds;
import io.rapport.fact.Elapsed;
import io.rapport.fact.Enrolment;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.ruleset.stage.TouchKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How a client stands once what was decided has been done: what was said and handed over has happened, and silence goes on. */
public final class Aftermath {

    private Aftermath() {}

    public static FactSheet of(Reply reply, FactSheet sheet) {
        FactSheet quiet = sheet.quiet(events(reply, sheet));
        var facts = new HashMap<String, Object>();
        for (Reply.Part part : reply.parts()) {
            switch (part.action()) {
                case "OPT_OUT" -> facts.put("optedOut", true);
                case "OPT_IN" -> facts.put("optedOut", false);
                case "HAND_OFF" -> facts.put("owner", "HUMAN");
                default -> {
                    // said, and that is all
                }
            }
        }
        return facts.isEmpty() ? quiet : quiet.knowing(facts);
    }

    /** After a decision by time, if a touch that may leave leaves at once. */
    public static FactSheet of(Outcome outcome, FactSheet sheet) {
        Initiative initiative = outcome.initiative();
        FactSheet then =
                sheet.knowing(Map.of("tags", Set.copyOf(outcome.tagging().tags()), "stage", outcome.stage()));
        var events = new ArrayList<EventFact>();
        for (SeriesMove move : initiative.moves()) {
            boolean isStep = !initiative.touch().isSilence() && move.by().equals(initiative.by());
            if (!isStep) {
                then = moved(move, then, events);
            } else if (initiative.isAllowed() && !(move instanceof SeriesMove.Advance)) {
                then = moved(move, then, events);
            }
        }
        if (initiative.leaves() != null) {
            add(events, sheet, initiative.leaves(), Map.of());
        }
        if (initiative.isAllowed()) {
            add(events, sheet, Deeds.TOUCHED, touched(initiative, sheet));
            brought(initiative.touch(), sheet, events);
        }
        return then.quiet(events);
    }

    private static FactSheet moved(SeriesMove move, FactSheet sheet, List<EventFact> events) {
        Map<String, String> value = Map.of("value", move.sequence());
        Instant now = sheet.at();
        if (move instanceof SeriesMove.Enrol enrol) {
            add(events, sheet, Deeds.SERIES_STARTED, value);
            return sheet.in(new Enrolment(enrol.sequence(), enrol.cycle(), 0, 0, now, now));
        }
        if (move instanceof SeriesMove.Advance advance) {
            int cycle = (int) sheet.client().count("sequenceCycle");
            Elapsed inSequence = sheet.elapsed().get("daysInSequence");
            return sheet.in(new Enrolment(
                    advance.sequence(), cycle, advance.step(), 0, inSequence == null ? now : inSequence.since(), now));
        }
        add(events, sheet, Deeds.SERIES_ENDED, value);
        return sheet.in(null);
    }

    private static Map<String, String> touched(Initiative initiative, FactSheet sheet) {
        var attributes = new HashMap<String, String>();
        attributes.put("touch", TouchKeys.of(initiative, sheet));
        if (initiative.goal() != null) {
            attributes.put("goal", initiative.goal());
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

    private static List<EventFact> events(Reply reply, FactSheet sheet) {
        if (reply.isSilence()) {
            return List.of();
        }
        var events = new ArrayList<EventFact>();
        String templates = reply.parts().stream().map(Reply.Part::template).collect(Collectors.joining(","));
        add(events, sheet, Deeds.REPLIED, Map.of("value", reply.action(), "templates", templates));
        brought(reply, sheet, events);
        return events;
    }

    private static void brought(Reply reply, FactSheet sheet, List<EventFact> events) {
        for (Reply.Part part : reply.parts()) {
            if (part.leaves() != null) {
                add(events, sheet, part.leaves(), part.leavesWith());
            }
            if (part.content() != null) {
                add(
                        events,
                        sheet,
                        Deeds.CONTENT_SENT,
                        Map.of("value", part.content().id()));
            }
        }
        if (reply.asks() != null) {
            add(events, sheet, Deeds.QUESTION_ASKED, Map.of("value", reply.asks()));
        }
    }

    private static void add(List<EventFact> events, FactSheet sheet, String type, Map<String, String> attributes) {
        Instant now = sheet.at();
        events.add(new EventFact(type, now, sheet.events().size() + events.size(), attributes));
    }
}
