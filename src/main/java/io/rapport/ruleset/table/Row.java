package io.rapport.ruleset.table;

import io.rapport.decision.NotMatched;
import io.rapport.decision.RowHit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of a rule table.
 *
 * @param id permanent, such as {@code S-020}
 * @param place file and sheet, such as {@code scoring.xlsx › Правила}
 * @param number the row's number as the spreadsheet shows it
 * @param outputs what it says, by column key; blank cells are absent
 * @param cells where that is written, such as {@code G5}
 * @param validFrom first day, inclusive, in the table's time zone
 * @param validTo last day, inclusive
 */
public record Row(
        String id,
        String table,
        String place,
        int number,
        boolean enabled,
        List<Condition> conditions,
        Map<String, Object> outputs,
        Map<String, String> cells,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        String reason) {

    /** Whether this row speaks when no other does. */
    public boolean isDefault() {
        return conditions.isEmpty();
    }

    public boolean isValidOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
    }

    public boolean holds(Subject subject) {
        for (Condition condition : conditions) {
            if (!condition.holds(subject)) {
                return false;
            }
        }
        return true;
    }

    /** The first cell that does not hold, with what it asked for and what there was. */
    public Optional<NotMatched> whyNot(Subject subject) {
        return conditions.stream()
                .filter(condition -> !condition.holds(subject))
                .findFirst()
                .map(condition -> new NotMatched(
                        table,
                        id,
                        place + "!" + condition.cell() + " «"
                                + condition.column().header().ru() + "»",
                        condition.expected(),
                        condition.actual(subject)));
    }

    public RowHit hit() {
        return new RowHit(table, id, place + "!A" + number, reason, null);
    }

    public @Nullable String text(String column) {
        return (String) outputs.get(column);
    }

    public boolean is(String column) {
        return Boolean.TRUE.equals(outputs.get(column));
    }

    public @Nullable BigDecimal number(String column) {
        return (BigDecimal) outputs.get(column);
    }

    @SuppressWarnings("unchecked")
    public Set<String> codes(String column) {
        return (Set<String>) outputs.getOrDefault(column, Set.of());
    }
}
