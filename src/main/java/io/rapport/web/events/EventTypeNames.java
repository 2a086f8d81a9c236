package io.rapport.web.events;

import io.rapport.client.EventTypes;
import io.rapport.fact.Deeds;
import io.rapport.ruleset.schema.CodeList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which events may be told of: those on the sheet «События», without the ones that do something besides having happened. To keep
 * only the trace of an opt-out would be worse than refusing it.
 */
record EventTypeNames(CodeList events) {

    private static final String OPT_OUT = "/api/v1/clients/{id}/opt-out";
    private static final String CONSENT = "PUT /api/v1/clients/{id}/consents/{purpose}";
    private static final String OWNER = "POST /api/v1/clients/{id}/owner";

    private static final Map<String, String> ELSEWHERE = elsewhere();

    private static Map<String, String> elsewhere() {
        Map<String, String> elsewhere = new HashMap<>();
        for (String type : new String[] {EventTypes.OPTED_OUT, "STOP"}) {
            elsewhere.put(type, "stops messages, and an event alone would not: call POST " + OPT_OUT);
        }
        for (String type : new String[] {EventTypes.OPTED_IN, "OPT_IN"}) {
            elsewhere.put(type, "allows messages again, and an event alone would not: call DELETE " + OPT_OUT);
        }
        for (String type : new String[] {
            EventTypes.GAVE_CONSENT,
            EventTypes.WITHDREW_CONSENT,
            Deeds.REFUSED_CONSENT,
            "GAVE_DATA_CONSENT",
            Deeds.REFUSED_DATA
        }) {
            elsewhere.put(type, "needs its text and its proof: call " + CONSENT);
        }
        for (String type : new String[] {EventTypes.HANDED_OFF, EventTypes.RETURNED_TO_BOT, "WANTS_HUMAN"}) {
            elsewhere.put(type, "decides who answers, and an event alone would not: call " + OWNER);
        }
        for (String type : new String[] {Deeds.BLOCKED, Deeds.UNBLOCKED}) {
            elsewhere.put(type, "is told by the messenger itself");
        }
        Deeds.OF_THE_BOT.forEach(type -> elsewhere.put(type, "is left by the bot itself, by talking"));
        return Map.copyOf(elsewhere);
    }

    /** @return the code */
    String check(String written) throws Refused {
        String code = events.find(written).orElse(null);
        if (code == null) {
            throw new Refused(
                    "type",
                    "there is no event %s; %s"
                            .formatted(
                                    EventFields.shortened(written),
                                    nearest(written)
                                            .map(near -> "did you mean " + near + "?")
                                            .orElse(
                                                    "the sheet «События» of scoring.xlsx has them all, and room for more")));
        }
        if (ELSEWHERE.containsKey(code)) {
            throw new Refused("type", code + " " + ELSEWHERE.get(code));
        }
        return code;
    }

    private Optional<String> nearest(String written) {
        return written.length() > 60
                ? Optional.empty()
                : events.nearest(written).flatMap(events::find);
    }
}
