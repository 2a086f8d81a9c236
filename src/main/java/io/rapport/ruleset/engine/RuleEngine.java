package io.rapport.ruleset.engine;

import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import io.rapport.ruleset.workbook.CellError;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/**
 * One table, compiled, and the DRL beside it. Immutable and safe to share between threads: every call opens a session of its own. Rows
 * look at one subject each, so any number of subjects share a session; rules in DRL join facts, so theirs is of one client.
 */
public final class RuleEngine {

    private final RuleTable table;
    private final List<Row> rows;
    private final KieBase base;
    private final @Nullable KieBase drl;

    private RuleEngine(RuleTable table, List<Row> rows, KieBase base, @Nullable KieBase drl) {
        this.table = table;
        this.rows = rows;
        this.base = base;
        this.drl = drl;
    }

    public static RuleEngine of(RuleTable table) {
        return compile(table, Map.of(), new ArrayList<>());
    }

    /**
     * @param drl files that conclude what no row can, by path
     * @param errors collects what the DRL compiler complains of
     */
    public static RuleEngine compile(RuleTable table, Map<String, byte[]> drl, List<CellError> errors) {
        List<Row> rows = table.enabledRows();
        List<Model> models = DrlCompiler.compile(drl, errors);
        return new RuleEngine(
                table,
                rows,
                KieBaseBuilder.createKieBaseFromModel(RowRules.model(table, rows)),
                models.isEmpty() ? null : KieBaseBuilder.createKieBaseFromModel(models));
    }

    public RuleTable table() {
        return table;
    }

    /** The rows that count for one subject. */
    public List<Row> rowsFor(Subject subject, Instant now) {
        return rowsForEach(List.of(subject), now).get(0);
    }

    /** The rows that count for each subject, in their order: of one client or of many. */
    public List<List<Row>> rowsForEach(List<Subject> subjects, Instant now) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        List<Case> cases = subjects.stream().map(Case::new).toList();
        run(base, cases);
        LocalDate today = table.day(now);
        return cases.stream()
                .map(subject -> table.resolve(subject.fired(rows), today))
                .toList();
    }

    /** What the rules in DRL conclude from facts about one client. */
    public Conclusions conclude(Collection<?> facts) {
        var conclusions = new Conclusions();
        if (drl != null) {
            var all = new ArrayList<Object>(facts);
            all.add(conclusions);
            run(drl, all);
        }
        return conclusions;
    }

    private static void run(KieBase base, List<?> facts) {
        KieSession session = base.newKieSession();
        try {
            facts.forEach(session::insert);
            session.fireAllRules();
        } finally {
            session.dispose();
        }
    }
}
