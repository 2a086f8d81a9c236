package io.rapport.decision;

import java.math.BigDecimal;
import java.util.List;

/**
 * Fit (who the client is) and engagement (what the client does), in points. Each is exactly the sum of its contributions.
 *
 * @param band the code of the band the total falls into
 */
public record Score(List<RowHit> fitRows, List<RowHit> engagementRows, String band) {

    public static final Score NONE = new Score(List.of(), List.of(), "");

    public BigDecimal fit() {
        return sum(fitRows);
    }

    public BigDecimal engagement() {
        return sum(engagementRows);
    }

    public BigDecimal total() {
        return fit().add(engagement());
    }

    private static BigDecimal sum(List<RowHit> rows) {
        var sum = BigDecimal.ZERO;
        for (RowHit row : rows) {
            if (row.points() != null) {
                sum = sum.add(row.points());
            }
        }
        return sum;
    }
}
