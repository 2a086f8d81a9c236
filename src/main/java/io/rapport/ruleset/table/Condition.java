package io.rapport.ruleset.table;

import io.rapport.ruleset.phrase.Phrases;
import io.rapport.ruleset.phrase.Text;
import io.rapport.ruleset.schema.ColumnSchema;
import io.rapport.ruleset.schema.FactDefinition;
import io.rapport.ruleset.schema.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One filled condition cell. An unknown fact fulfils only what asks for absence. */
public sealed interface Condition {

    ColumnSchema column();

    /** The address of the cell, such as {@code E7}. */
    String cell();

    /** Whether a value of the asked fact fulfils this. */
    boolean accepts(@Nullable Object value);

    /** What the cell asks for, in its own words. */
    String expected();

    default FactDefinition fact() {
        return Objects.requireNonNull(column().fact());
    }

    default boolean holds(Subject subject) {
        return accepts(subject.get(fact()));
    }

    default String actual(Subject subject) {
        Object value = subject.get(fact());
        if (value == null || value instanceof Set<?> set && set.isEmpty()) {
            return "—";
        }
        return value instanceof Set<?> set ? String.join("; ", new TreeSet<>(strings(set))) : value.toString();
    }

    private static Set<String> strings(Set<?> set) {
        var strings = new TreeSet<String>();
        set.forEach(value -> strings.add(String.valueOf(value)));
        return strings;
    }

    /** One of the codes, or none of them; a set-valued fact fulfils it by any one of its values. */
    record OneOf(ColumnSchema column, String cell, Set<String> values, boolean negated) implements Condition {

        @Override
        public boolean accepts(@Nullable Object value) {
            return negated != isAmong(value);
        }

        private boolean isAmong(@Nullable Object value) {
            if (value instanceof String code) {
                return values.contains(code);
            }
            if (value instanceof Set<?> codes) {
                for (Object code : codes) {
                    if (values.contains(code)) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public String expected() {
            return (negated ? "не " : "") + String.join("; ", values);
        }
    }

    /** One of the texts, whatever their case, or none of them. */
    record Named(ColumnSchema column, String cell, Set<String> foldedTexts, boolean negated) implements Condition {

        @Override
        public boolean accepts(@Nullable Object value) {
            boolean isAmong = value instanceof Set<?> texts
                    ? texts.stream().anyMatch(text -> foldedTexts.contains(Label.fold(String.valueOf(text))))
                    : value instanceof String text && foldedTexts.contains(Label.fold(text));
            return negated != isAmong;
        }

        @Override
        public String expected() {
            return (negated ? "не " : "") + String.join("; ", foldedTexts);
        }
    }

    /** A number not smaller than the bound. */
    record AtLeast(ColumnSchema column, String cell, BigDecimal bound) implements Condition {

        @Override
        public boolean accepts(@Nullable Object value) {
            return value instanceof Number number && compare(number, bound) >= 0;
        }

        @Override
        public String expected() {
            return "≥ " + bound.toPlainString();
        }
    }

    /** A number not greater than the bound. */
    record AtMost(ColumnSchema column, String cell, BigDecimal bound) implements Condition {

        @Override
        public boolean accepts(@Nullable Object value) {
            return value instanceof Number number && compare(number, bound) <= 0;
        }

        @Override
        public String expected() {
            return "≤ " + bound.toPlainString();
        }
    }

    /** Exactly this number. */
    record Equal(ColumnSchema column, String cell, BigDecimal number) implements Condition {

        @Override
        public boolean accepts(@Nullable Object value) {
            return value instanceof Number actual && compare(actual, number) == 0;
        }

        @Override
        public String expected() {
            return number.toPlainString();
        }
    }

    /** Yes or no; an unknown fact is no. */
    record Is(ColumnSchema column, String cell, boolean wanted) implements Condition {

        @Override
        public boolean accepts(@Nullable Object value) {
            return wanted == Boolean.TRUE.equals(value);
        }

        @Override
        public String expected() {
            return wanted ? "да" : "нет";
        }
    }

    /** The message says one of the phrases. */
    record Says(ColumnSchema column, String cell, Phrases phrases, boolean evenAfterNot) implements Condition {

        @Override
        public boolean accepts(@Nullable Object value) {
            return value instanceof Text text
                    && phrases.findIn(text, evenAfterNot).isPresent();
        }

        @Override
        public String expected() {
            return phrases.toString();
        }
    }

    /** The message says none of the phrases. */
    record SaysNot(ColumnSchema column, String cell, Phrases phrases) implements Condition {

        @Override
        public boolean accepts(@Nullable Object value) {
            return !(value instanceof Text text && phrases.findIn(text, true).isPresent());
        }

        @Override
        public String expected() {
            return "не " + phrases;
        }
    }

    /** A time of day within a span. */
    record Within(ColumnSchema column, String cell, TimeSpan span) implements Condition {

        @Override
        public boolean accepts(@Nullable Object value) {
            return value instanceof LocalTime time && span.contains(time);
        }

        @Override
        public String expected() {
            return span.toString();
        }
    }

    /** A day among these, both ends included; an absent end is open. Every year: then the years do not count. */
    record OnDays(
            ColumnSchema column,
            String cell,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean yearly) implements Condition {

        @Override
        public boolean accepts(@Nullable Object value) {
            if (!(value instanceof LocalDate day)) {
                return false;
            }
            if (!yearly || from == null || to == null) {
                return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
            }
            MonthDay first = MonthDay.from(from);
            MonthDay last = MonthDay.from(to);
            boolean isBegun = !MonthDay.from(day).isBefore(first);
            boolean isOver = MonthDay.from(day).isAfter(last);
            return first.isAfter(last) ? isBegun || !isOver : isBegun && !isOver;
        }

        @Override
        public String expected() {
            return (from == null ? "…" : from) + "–" + (to == null ? "…" : to) + (yearly ? ", каждый год" : "");
        }
    }

    private static int compare(Number value, BigDecimal bound) {
        return value instanceof BigDecimal decimal
                ? decimal.compareTo(bound)
                : BigDecimal.valueOf(value.longValue()).compareTo(bound);
    }
}
