package io.rapport.web.insight;

import io.rapport.content.exchange.Formulas;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of CSV with commas; a text that a spreadsheet would run as a formula begins with an apostrophe. */
final class CsvText {

    private final StringBuilder text = new StringBuilder();

    void line(List<? extends @Nullable Object> cells) {
        text.append(cells.stream().map(CsvText::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String cell = value instanceof BigDecimal number
                ? number.toPlainString()
                : value instanceof Number ? value.toString() : Formulas.disarm(value.toString());
        return cell.matches("(?s).*[\",\r\n].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
