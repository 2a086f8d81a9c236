package io.rapport.ruleset.table;

import io.rapport.ruleset.schema.Label;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One code of a dictionary sheet, with what else its row says.
 *
 * @param values by column key; blank cells are absent
 * @param place file and sheet, such as {@code sequences.xlsx › Цепочки}
 * @param number the row's number as the spreadsheet shows it
 */
public record Entry(String code, Label label, Map<String, Object> values, String place, int number) {

    public @Nullable String text(String column) {
        return (String) values.get(column);
    }

    public int integer(String column) {
        return values.get(column) instanceof BigDecimal number ? number.intValue() : 0;
    }

    @SuppressWarnings("unchecked")
    public Set<String> codes(String column) {
        return (Set<String>) values.getOrDefault(column, Set.of());
    }

    public String cell() {
        return place + "!A" + number;
    }
}
