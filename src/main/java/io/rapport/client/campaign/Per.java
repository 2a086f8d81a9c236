package io.rapport.client.campaign;

import io.rapport.client.campaign.CampaignNumbers.Sum;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one of them cost. */
final class Per {

    private Per() {}

    static @Nullable Sum of(List<Sum> costs, long count) {
        if (costs.size() != 1 || count == 0) {
            return null;
        }
        Sum cost = costs.get(0);
        return new Sum(cost.amount().divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP), cost.currency());
    }
}
