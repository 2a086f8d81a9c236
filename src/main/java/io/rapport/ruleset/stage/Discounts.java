package io.rapport.ruleset.stage;

import io.rapport.fact.Facts;
import io.rapport.ruleset.table.Row;
import java.math.BigDecimal;

/** How many percent off a row gives. That no row gives more than analysts allow is checked where the cell is read. */
final class Discounts {

    private Discounts() {}

    static int of(Row row) {
        BigDecimal percent = row.number("discount");
        return percent == null ? 0 : percent.intValueExact();
    }

    /** The row's own, or the one promised for the product in question, if the row keeps that promise. */
    static int of(Row row, Facts client) {
        return row.is("keepDiscount") ? (int) client.count("lastDiscount") : of(row);
    }
}
