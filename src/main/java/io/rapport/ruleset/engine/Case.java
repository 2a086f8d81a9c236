package io.rapport.ruleset.engine;

import io.rapport.ruleset.schema.FactDefinition;
import io.rapport.ruleset.table.Subject;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One subject in a session, and the rows that fired for it. Compared by identity: equal subjects are different cases. */
final class Case {

    private final Subject subject;
    private final BitSet fired = new BitSet();

    Case(Subject subject) {
        this.subject = subject;
    }

    @Nullable
    Object get(FactDefinition fact) {
        return subject.get(fact);
    }

    void fire(int row) {
        fired.set(row);
    }

    BitSet fired() {
        return fired;
    }
}
