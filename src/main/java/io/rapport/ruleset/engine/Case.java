package io.rapport.ruleset.engine;

import io.rapport.ruleset.schema.FactDefinition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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

    /** Of these, in their order. */
    List<Row> fired(List<Row> rows) {
        var all = new ArrayList<Row>(fired.cardinality());
        for (int i = fired.nextSetBit(0); i >= 0; i = fired.nextSetBit(i + 1)) {
            all.add(rows.get(i));
        }
        return all;
    }
}
