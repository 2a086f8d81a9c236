package io.rapport.ruleset.parse;

import io.rapport.ruleset.phrase.PhraseSyntaxException;
import io.rapport.ruleset.phrase.Phrases;
import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.schema.ColumnSchema;
import io.rapport.ruleset.workbook.RawCell;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one cell as the typed value its column asks for. What cannot be read is reported with its cell, what was found there and
 * what would be right; the value is then null.
 */
final class CellParser {

    private static final Set<String> YES = Set.of("да", "yes", "true", "1", "истина");
    private static final Set<String> NO = Set.of("нет", "no", "false", "0", "ложь");
    /** Digits as people type them; a power of ten would let a few characters stand for a gigabyte of digits. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})");

    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(15);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd.MM.uuuu").withResolverStyle(ResolverStyle.STRICT);

    private final Place place;
    private final Map<String, CodeList> lists;

    CellParser(Place place, Map<String, CodeList> lists) {
        this.place = place;
        this.lists = lists;
    }

    /** The value as {@link ColumnSchema.Type} says: BigDecimal, Boolean, String, {@code Set<String>}, Phrases, LocalDate, LocalTime or a set of ZoneIds. */
    @Nullable
    Object parse(RawCell cell, ColumnSchema column) {
        if (cell.kind() == RawCell.Kind.ERROR) {
            complain(
                    cell,
                    column,
                    "в ячейке ошибка " + cell.text() + ".",
                    "the cell holds the error " + cell.text() + ".");
            return null;
        }
        return switch (column.type()) {
            case INTEGER, DECIMAL -> number(cell, column);
            case BOOLEAN -> yesOrNo(cell, column);
            case CODE -> code(cell, column);
            case CODES -> codes(cell, column);
            case TEXT -> cell.text();
            case TEXTS -> some(texts(cell.text()), cell, column);
            case PHRASES -> phrases(cell, column);
            case DATE -> date(cell, column);
            case TIME -> time(cell, column);
            case ZONES -> zones(cell, column);
        };
    }

    private @Nullable BigDecimal number(RawCell cell, ColumnSchema column) {
        if (cell.kind() == RawCell.Kind.DATE && cell.date() != null) {
            String shown = cell.date().format(DAY);
            complain(
                    cell,
                    column,
                    "Excel превратил число в дату " + shown + ". Введите число, например 15.",
                    "Excel turned the number into the date " + shown + ". Enter a number, such as 15.");
            return null;
        }
        BigDecimal number = cell.number() != null ? cell.number() : numberFromText(cell.text());
        if (number == null) {
            complain(cell, column, "«" + cell.text() + "» не число.", "\"" + cell.text() + "\" is not a number.");
            return null;
        }
        if (column.type() == ColumnSchema.Type.INTEGER
                && number.stripTrailingZeros().scale() > 0) {
            complain(
                    cell,
                    column,
                    "нужно целое число, а не " + cell.text() + ".",
                    "a whole number is needed, not " + cell.text() + ".");
            return null;
        }
        BigDecimal min = column.min() == null ? LARGEST.negate() : column.min();
        BigDecimal max = column.max() == null ? LARGEST : column.max();
        if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
            String bounds = (column.min() == null ? "…" : min.toPlainString()) + "–"
                    + (column.max() == null ? "…" : max.toPlainString());
            complain(
                    cell,
                    column,
                    number.toPlainString() + " вне допустимого: " + bounds + ".",
                    number.toPlainString() + " is out of range " + bounds + ".");
            return null;
        }
        return number;
    }

    private static @Nullable BigDecimal numberFromText(String text) {
        String digits =
                text.replaceAll("[\\s\\u00a0\\u202f]", "").replace(',', '.').replace('−', '-');
        return NUMBER.matcher(digits).matches() ? new BigDecimal(digits) : null;
    }

    private @Nullable Boolean yesOrNo(RawCell cell, ColumnSchema column) {
        String word = io.rapport.ruleset.schema.Label.fold(cell.text());
        if (YES.contains(word)) {
            return true;
        }
        if (NO.contains(word)) {
            return false;
        }
        complain(
                cell,
                column,
                "«" + cell.text() + "»: нужно да или нет.",
                "\"" + cell.text() + "\": yes or no is needed.");
        return null;
    }

    private @Nullable String code(RawCell cell, ColumnSchema column) {
        CodeList list = list(column);
        var code = list.find(cell.text());
        if (code.isEmpty()) {
            complainOfUnknown(cell, column, cell.text(), list);
        }
        return code.orElse(null);
    }

    private @Nullable Set<String> codes(RawCell cell, ColumnSchema column) {
        CodeList list = list(column);
        var codes = new LinkedHashSet<String>();
        boolean complete = true;
        for (String word : texts(cell.text())) {
            var code = list.find(word);
            if (code.isPresent()) {
                codes.add(code.get());
            } else {
                complainOfUnknown(cell, column, word, list);
                complete = false;
            }
        }
        return complete ? some(Collections.unmodifiableSet(codes), cell, column) : null;
    }

    /** A cell of separators alone would be a condition that nobody, or everybody, fulfils. */
    private @Nullable Set<String> some(Set<String> values, RawCell cell, ColumnSchema column) {
        if (values.isEmpty()) {
            complainOfEmptiness(cell, column);
            return null;
        }
        return values;
    }

    private void complainOfEmptiness(RawCell cell, ColumnSchema column) {
        complain(
                cell,
                column,
                "«" + cell.text() + "»: ни одного значения.",
                "\"" + cell.text() + "\": not a single value.");
    }

    private void complainOfUnknown(RawCell cell, ColumnSchema column, String word, CodeList list) {
        var nearest = list.nearest(word);
        complain(
                cell,
                column,
                "«" + word + "» не найдено."
                        + nearest.map(known -> " Может быть, «" + known + "»?")
                                .orElse(" Допустимо: " + some(list) + "."),
                "\"" + word + "\" is unknown."
                        + nearest.map(known -> " Did you mean \"" + known + "\"?")
                                .orElse(" Allowed: " + some(list) + "."));
    }

    private static String some(CodeList list) {
        List<String> words = list.codes().stream()
                .map(code -> list.label(code).ru())
                .limit(12)
                .toList();
        return String.join(", ", words) + (list.codes().size() > words.size() ? ", …" : "");
    }

    private CodeList list(ColumnSchema column) {
        CodeList list = lists.get(column.list());
        if (list == null) {
            throw new IllegalStateException("No code list " + column.list() + " for column " + column.key());
        }
        return list;
    }

    static Set<String> texts(String text) {
        var texts = new LinkedHashSet<String>();
        Arrays.stream(text.split("[;\\n]"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(texts::add);
        return Collections.unmodifiableSet(texts);
    }

    private @Nullable Phrases phrases(RawCell cell, ColumnSchema column) {
        try {
            Phrases phrases = Phrases.parse(cell.text());
            if (phrases.isEmpty()) {
                complainOfEmptiness(cell, column);
                return null;
            }
            return phrases;
        } catch (PhraseSyntaxException e) {
            complain(cell, column, e.russian(), e.english());
            return null;
        }
    }

    private @Nullable LocalDate date(RawCell cell, ColumnSchema column) {
        if (cell.date() != null) {
            return cell.date();
        }
        try {
            return cell.text().contains(".") ? LocalDate.parse(cell.text(), DAY) : LocalDate.parse(cell.text());
        } catch (DateTimeException e) {
            complain(
                    cell,
                    column,
                    "«" + cell.text() + "» не дата. Введите, например, 31.12.2026.",
                    "\"" + cell.text() + "\" is not a date. Enter 31.12.2026, for example.");
            return null;
        }
    }

    private @Nullable LocalTime time(RawCell cell, ColumnSchema column) {
        Optional<LocalTime> time = cell.number() != null
                ? TimeOfDay.ofExcel(cell.number(), cell.kind() == RawCell.Kind.DATE)
                : TimeOfDay.of(cell.text());
        if (time.isEmpty()) {
            complain(
                    cell,
                    column,
                    "«" + cell.text() + "» не время. Введите, например, 21:30.",
                    "\"" + cell.text() + "\" is not a time. Enter 21:30, for example.");
        }
        return time.orElse(null);
    }

    private @Nullable Set<ZoneId> zones(RawCell cell, ColumnSchema column) {
        var zones = new LinkedHashSet<ZoneId>();
        for (String name : texts(cell.text())) {
            try {
                zones.add(ZoneId.of(name));
            } catch (DateTimeException e) {
                complain(
                        cell,
                        column,
                        "нет пояса «" + name + "». Например: Europe/Moscow.",
                        "there is no zone \"" + name + "\". For example: Europe/Moscow.");
                return null;
            }
        }
        if (zones.isEmpty()) {
            complainOfEmptiness(cell, column);
            return null;
        }
        return Collections.unmodifiableSet(zones);
    }

    private void complain(RawCell cell, ColumnSchema column, String ru, String en) {
        place.complain(cell, column.header().ru(), ru, en);
    }
}
