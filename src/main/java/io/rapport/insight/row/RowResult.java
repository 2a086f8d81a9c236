package io.rapport.insight.row;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one row came to in a period.
 *
 * @param table empty if nobody knows any more
 * @param place where it stands in the live rules, such as {@code scoring.xlsx › Правила!A12}; absent if they do not have it
 * @param isOn whether the live rules have it, and switched on
 * @param fired in how many kept decisions it had its say
 * @param silent how many clients it left in silence
 * @param lastFired when it last had its say, also before or after the period
 */
public record RowResult(
        String table,
        String row,
        @Nullable String place,
        String reason,
        boolean isOn,
        long fired,
        long silent,
        long touches,
        long replied,
        long sales,
        Map<String, BigDecimal> revenue,
        @Nullable Instant lastFired) {

    /** Live, switched on, and yet without a word in the whole period. */
    public boolean isIdle() {
        return isOn && fired == 0 && silent == 0;
    }

    public BigDecimal revenueIn(String currency) {
        return revenue.getOrDefault(currency, BigDecimal.ZERO);
    }

    public List<String> currencies() {
        return List.copyOf(revenue.keySet());
    }
}
