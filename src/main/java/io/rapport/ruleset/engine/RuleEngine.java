package io.rapport.ruleset.engine;

import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import io.rapport.ruleset.workbook.CellError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/** One table, compiled. Immutable and safe to share between threads: every call opens a session of its own. */
public final class RuleEngine {

    private final RuleTable table;
    private final List<Row> rows;
    private final KieBase base;

    private RuleEngine(RuleTable table, List<Row> rows, KieBase base) {
        this.table = table;
        this.rows = rows;
        this.base = base;
    }

    public static RuleEngine of(RuleTable table) {
        return compile(table, Map.of(), new ArrayList<>());
    }

    /**
     * @param drl files that join the table's rules in one KieBase, by path
     * @param errors collects what the DRL compiler complains of
     */
    public static RuleEngine compile(RuleTable table, Map<String, byte[]> drl, List<CellError> errors) {
        List<Row> rows = table.enabledRows();
        var models = new ArrayList<Model>(DrlCompiler.compile(drl, errors));
        models.add(RowRules.model(table, rows));
        return new RuleEngine(table, rows, KieBaseBuilder.createKieBaseFromModel(models));
    }

    public RuleTable table() {
        return table;
    }

    /** The rows that count for one subject. */
    public List<Row> rowsFor(Subject subject, Instant now) {
        return rowsForEach(List.of(subject), List.of(), now).get(0);
    }

    /**
     * The rows that count for each subject, in their order.
     *
     * @param facts what else rules in DRL may look at
     */
    public List<List<Row>> rowsForEach(List<Subject> subjects, Collection<?> facts, Instant now) {
        List<Case> cases = subjects.stream().map(Case::new).toList();
        KieSession session = base.newKieSession();
        try {
            facts.forEach(session::insert);
            cases.forEach(session::insert);
            session.fireAllRules();
        } finally {
            session.dispose();
        }
        return cases.stream()
                .map(subject -> table.resolve(
                        subject.fired().stream().mapToObj(rows::get).toList(), now))
                .toList();
    }
}
