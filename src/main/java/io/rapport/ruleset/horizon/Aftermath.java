package io.rapport.ruleset.horizon;

import io.rapport.decision.Reply;
import io.rapport.fact.Deeds;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a client stands once a reply has been given: what was said and handed over has happened, and silence begins. */
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

    private static List<EventFact> events(Reply reply, FactSheet sheet) {
        if (reply.isSilence()) {
            return List.of();
        }
        var events = new ArrayList<EventFact>();
        String templates = reply.parts().stream().map(Reply.Part::template).collect(Collectors.joining(","));
        add(events, sheet, Deeds.REPLIED, Map.of("value", reply.action(), "templates", templates));
        for (Reply.Part part : reply.parts()) {
            if (part.leaves() != null) {
                add(events, sheet, part.leaves(), part.product() == null ? Map.of() : Map.of("value", part.product()));
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
        return events;
    }

    private static void add(List<EventFact> events, FactSheet sheet, String type, Map<String, String> attributes) {
        Instant now = sheet.at();
        events.add(new EventFact(type, now, sheet.events().size() + events.size(), attributes));
    }
}
