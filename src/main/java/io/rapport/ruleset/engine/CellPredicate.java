package io.rapport.ruleset.engine;

import io.rapport.ruleset.table.Condition;
import org.drools.model.functions.HashedExpression;
import org.drools.model.functions.Predicate1;

/**
 * A condition as Drools calls it. Drools shares a network node between predicates of one hash; a plain lambda's hash comes from its
 * byte code and captured values, ours from what the cell asks for.
 */
record CellPredicate(Condition condition) implements Predicate1<Case>, HashedExpression {

    @Override
    public boolean test(Case subject) {
        return condition.accepts(subject.get(condition.fact()));
    }

    @Override
    public String getExpressionHash() {
        return condition.getClass().getSimpleName() + " " + condition.fact().key() + " " + mode() + " "
                + condition.expected();
    }

    /** What the words of the cell alone do not tell: «а; не б» names a text «не б», «не а; б» names none. */
    private boolean mode() {
        if (condition instanceof Condition.Says says) {
            return says.evenAfterNot();
        }
        return condition instanceof Condition.OneOf oneOf && oneOf.negated()
                || condition instanceof Condition.Named named && named.negated();
    }
}
