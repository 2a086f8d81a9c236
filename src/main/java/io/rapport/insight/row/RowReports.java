package io.rapport.insight.row;

import io.rapport.insight.kpi.Counted;
import io.rapport.insight.kpi.Period;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Tables;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every row came to: all rows of the live rules, and those of earlier ones that fired in the period. */
@Component
public class RowReports {

    /** Their rows speak in facts, before anything is decided: nobody can say how often. */
    private static final Set<String> NOT_TOLD = Set.of("experiments", "cities");

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final ZoneId zone;

    public RowReports(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            @Value("${rapport.zone:Europe/Moscow}") ZoneId zone) {
        this.jdbc = jdbc;
        this.snapshot = Counted.snapshot(transactions);
        this.zone = zone;
    }

    /** The tables whose rows are told of in decisions. */
    public static List<RuleTable> tables(Tables live) {
        return live.rules().values().stream()
                .filter(table -> !NOT_TOLD.contains(table.id()))
                .toList();
    }

    /**
     * In the order of tables and rows of the rules; those without a row come last.
     *
     * @param live the tables of the live release
     * @param attributionDays how long before a purchase its last touch may lie
     */
    public List<RowResult> of(Period period, int attributionDays, Tables live) {
        return Objects.requireNonNull(snapshot.execute(status -> {
            var counts = new RowCounts(jdbc, parameters(period, attributionDays));
            var drafts = new Drafts();
            tables(live).forEach(table -> table.rows().forEach(row -> drafts.live(table.id(), row)));
            live.lessons().values().forEach(lesson -> lesson.rows().forEach(row -> drafts.lesson(lesson.id(), row)));
            counts.fired().forEach(drafts::fired);
            counts.silent().forEach(drafts::silent);
            counts.sent().forEach(drafts::sent);
            counts.sold().forEach(drafts::sold);
            return drafts.results();
        }));
    }

    private Map<String, Object> parameters(Period period, int attributionDays) {
        var parameters = new HashMap<>(Counted.places(jdbc));
        parameters.put("from", period.begin(zone));
        parameters.put("to", period.end(zone));
        parameters.put("first", period.from());
        parameters.put("last", period.to());
        parameters.put("days", attributionDays);
        return parameters;
    }
}
