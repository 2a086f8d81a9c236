package io.rapport.ruleset.table;

import io.rapport.ruleset.schema.TableSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A checked table of rows.
 *
 * @param zone in which "valid from" and "valid to" are days
 * @param rows in the order of the sheet, switched-off ones included
 */
public record RuleTable(TableSchema schema, ZoneId zone, List<Row> rows) {

    public String id() {
        return schema.id();
    }

    public List<Row> enabledRows() {
        return rows.stream().filter(Row::enabled).toList();
    }

    public Optional<Row> row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** Of which "valid from" and "valid to" speak. */
    public LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    /**
     * Which rows count, out of all whose conditions hold: valid on the day, defaults only if nothing else speaks, then the hit
     * policy.
     */
    public List<Row> resolve(List<Row> holding, LocalDate day) {
        var speaking = new ArrayList<Row>();
        var defaults = new ArrayList<Row>();
        for (Row row : holding) {
            if (row.isValidOn(day)) {
                (row.isDefault() ? defaults : speaking).add(row);
            }
        }
        List<Row> heard = speaking.isEmpty() ? defaults : speaking;
        heard.sort(Comparator.comparingInt(Row::number));
        return schema.hitPolicy() == TableSchema.HitPolicy.COLLECT || heard.isEmpty() ? heard : heard.subList(0, 1);
    }

    /** The rows that hold, found without Drools: the reference that the engine is tested against. */
    public List<Row> holding(Subject subject) {
        return rows.stream().filter(row -> row.enabled() && row.holds(subject)).toList();
    }
}
