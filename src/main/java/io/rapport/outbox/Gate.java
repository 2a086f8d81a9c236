package io.rapport.outbox;

import io.rapport.outbox.Touch.Kind;
import java.util.Optional;

/** What no table can allow, however it is written. Everything else about sending is said by the {@link Policy}. */
final class Gate {

    static final String OPTED_OUT = "OPTED_OUT";
    static final String UNREACHABLE = "UNREACHABLE";
    static final String CLIENT_WROTE = "CLIENT_WROTE";

    private Gate() {}

    /** Why the touch must not leave, if it must not. */
    static Optional<String> objection(Kind kind, ClientFacts client) {
        if (client.unreachable()) {
            return Optional.of(UNREACHABLE);
        }
        if (client.optedOut() && kind != Kind.OPT_OUT_CONFIRMATION) {
            return Optional.of(OPTED_OUT);
        }
        if ((client.wroteSince() || client.unread()) && kind == Kind.PROACTIVE) {
            // It was right for a silent client; what is right now is decided anew.
            return Optional.of(CLIENT_WROTE);
        }
        return Optional.empty();
    }
}
