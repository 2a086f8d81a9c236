package io.rapport.content.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of one line as values. A column that the file does not have leaves the value as it was; what cannot be read is
 * noted as an error, and the value stays as it was too.
 */
final class Cells {

    private static final Set<String> YES = Set.of("да", "yes", "true", "1", "истина", "y", "д");
    private static final Set<String> NO = Set.of("нет", "no", "false", "0", "ложь", "n", "н");
    private static final DateTimeFormatter RUSSIAN =
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT);

    private final Line line;
    private final List<ImportError> errors = new ArrayList<>();

    Cells(Line line) {
        this.line = line;
    }

    List<ImportError> errors() {
        return errors;
    }

    String text(Column column, String before) {
        return line.cell(column).orElse(before);
    }

    /** For texts that always have a value: a blank cell says nothing. */
    String textOr(Column column, String before) {
        return line.cell(column).filter(cell -> !cell.isEmpty()).orElse(before);
    }

    @Nullable
    String optional(Column column, @Nullable String before) {
        return line.cell(column).orElse(before);
    }

    List<String> list(Column column, List<String> before) {
        return split(column, "[;|\n]", before);
    }

    /** Phrases may hold a semicolon, codes may not. */
    List<String> phrases(Column column, List<String> before) {
        return split(column, "[|\n]", before);
    }

    boolean flag(Column column, boolean before) {
        return read(column, before, cell -> {
            String word = cell.toLowerCase(Locale.ROOT);
            if (!YES.contains(word) && !NO.contains(word)) {
                error(column, cell, "нужно «да» или «нет»", "yes or no is needed");
                return before;
            }
            return YES.contains(word);
        });
    }

    @Nullable
    LocalDate date(Column column, @Nullable LocalDate before) {
        String cell = line.cell(column).orElse(null);
        if (cell == null) {
            return before;
        }
        if (cell.isEmpty()) {
            return null;
        }
        try {
            return cell.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                    ? LocalDate.parse(cell)
                    : LocalDate.parse(cell.matches("[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}") ? cell : "", RUSSIAN);
        } catch (DateTimeException e) {
            error(
                    column,
                    cell,
                    "нужна дата вида 2026-12-31 или 31.12.2026",
                    "a date such as 2026-12-31 or 31.12.2026 is needed");
            return before;
        }
    }

    BigDecimal amount(Column column, BigDecimal before) {
        return read(column, before, cell -> {
            String digits = cell.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.');
            if (!digits.matches("-?[0-9]{1,15}([.][0-9]{1,6})?")) {
                error(
                        column,
                        cell,
                        "нужна сумма цифрами, например 7900 или 7900,50",
                        "an amount such as 7900 or 7900.50 is needed");
                return before;
            }
            return new BigDecimal(digits);
        });
    }

    int number(Column column, int before) {
        return read(column, before, cell -> {
            if (!cell.matches("-?[0-9]{1,9}")) {
                error(column, cell, "нужно целое число", "a whole number is needed");
                return before;
            }
            return Integer.valueOf(cell);
        });
    }

    private List<String> split(Column column, String separators, List<String> before) {
        return line.cell(column)
                .map(cell -> Arrays.stream(cell.split(separators))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(before);
    }

    private <T> T read(Column column, T before, Function<String, T> reading) {
        return line.cell(column).filter(cell -> !cell.isEmpty()).map(reading).orElse(before);
    }

    private void error(Column column, String value, String ru, String en) {
        errors.add(new ImportError(line.number(), line.title(column), value, ru, en));
    }
}
