package io.rapport.decision;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One row of a rule table that had its say.
 *
 * @param table the table's code, such as {@code scoring}
 * @param row the permanent id, such as {@code S-020}
 * @param cell where it stands: {@code scoring.xlsx › Правила!A7}
 * @param reason why, in words for people
 * @param points what it brought, for rows that bring points
 */
public record RowHit(
        String table,
        String row,
        String cell,
        String reason,
        @Nullable BigDecimal points) {

    public RowHit withPoints(BigDecimal brought) {
        return new RowHit(table, row, cell, reason, brought);
    }
}
