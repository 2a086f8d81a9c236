package io.rapport.outbox;

import io.rapport.outbox.Touch.Kind;
import java.util.EnumSet;
import java.util.Set;

/** The one gate that every send passes. Pure: the same touch and facts have the same verdict. */
final class Gate {

    static final String OPTED_OUT = "OPTED_OUT";
    static final String WITH_HUMAN = "WITH_HUMAN";
    static final String UNREACHABLE = "UNREACHABLE";
    static final String CLIENT_WROTE = "CLIENT_WROTE";

    private static final Set<Kind> BESIDE_A_HUMAN =
            EnumSet.of(Kind.HAND_OFF_NOTICE, Kind.OPT_OUT_CONFIRMATION, Kind.OPERATOR);

    private Gate() {}

    static Verdict check(Kind kind, ClientFacts client) {
        if (client.unreachable()) {
            return new Verdict.Suppress(UNREACHABLE);
        }
        if (client.optedOut() && kind != Kind.OPT_OUT_CONFIRMATION) {
            return new Verdict.Suppress(OPTED_OUT);
        }
        if (client.withHuman() && !BESIDE_A_HUMAN.contains(kind)) {
            return new Verdict.Suppress(WITH_HUMAN);
        }
        if (client.wroteSince() && kind == Kind.PROACTIVE) {
            // It was right for a silent client; what is right now is decided anew.
            return new Verdict.Suppress(CLIENT_WROTE);
        }
        return new Verdict.Allow();
    }
}
