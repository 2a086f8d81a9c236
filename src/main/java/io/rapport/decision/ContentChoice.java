package io.rapport.decision;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A content item that fits, with the rows behind each point.
 *
 * @param score the sum of the reasons' points
 */
public record ContentChoice(
        String id, String title, String type, @Nullable String url, BigDecimal score, List<RowHit> reasons) {}
