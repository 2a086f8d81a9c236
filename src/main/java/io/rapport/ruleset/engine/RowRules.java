package io.rapport.ruleset.engine;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.alphaIndexedBy;
import static org.drools.model.PatternDSL.pattern;

import io.rapport.ruleset.schema.FactDefinition;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.Index;
import org.drools.model.Model;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Rule;
import org.drools.model.Variable;
import org.drools.model.impl.ModelImpl;

/** Turns each row of a table into one named rule of the canonical model. No source text is generated, so no cell can become code. */
final class RowRules {

    private final Map<String, Integer> indexOfFact = new HashMap<>();

    private RowRules() {}

    static Model model(RuleTable table, List<Row> rows) {
        var builder = new RowRules();
        var model = new ModelImpl();
        for (int i = 0; i < rows.size(); i++) {
            model.addRule(builder.rule(table.id(), rows.get(i), i));
        }
        return model;
    }

    private Rule rule(String table, Row row, int position) {
        Variable<Case> subject = declarationOf(Case.class, "$case");
        PatternDef<Case> pattern = pattern(subject);
        for (Condition condition : equalitiesFirst(row.conditions())) {
            pattern = constrain(pattern, condition);
        }
        return org.drools.model.PatternDSL.rule("io.rapport.rules." + table, row.id() + " " + row.reason())
                .metadata("row", row.id())
                .metadata("place", row.place())
                .build(pattern, on(subject).execute(matched -> matched.fire(position)));
    }

    /** Indexed equality constraints up front let Drools skip most rows by one hash look-up. */
    private static List<Condition> equalitiesFirst(List<Condition> conditions) {
        return conditions.stream()
                .sorted(Comparator.comparing((Condition condition) -> !isIndexable(condition)))
                .toList();
    }

    private static boolean isIndexable(Condition condition) {
        return condition instanceof Condition.OneOf oneOf
                && !oneOf.negated()
                && oneOf.values().size() == 1
                && oneOf.fact().type() == FactDefinition.Type.CODE;
    }

    private PatternDef<Case> constrain(PatternDef<Case> pattern, Condition condition) {
        var predicate = new CellPredicate(condition);
        FactDefinition fact = condition.fact();
        if (!isIndexable(condition)) {
            return pattern.expr(predicate.getExpressionHash(), predicate);
        }
        String value = ((Condition.OneOf) condition).values().iterator().next();
        int index = indexOfFact.computeIfAbsent(fact.key(), key -> indexOfFact.size());
        return pattern.expr(
                predicate.getExpressionHash(),
                predicate,
                alphaIndexedBy(
                        String.class,
                        Index.ConstraintType.EQUAL,
                        index,
                        subject -> subject.get(fact) instanceof String code ? code : null,
                        value));
    }
}
