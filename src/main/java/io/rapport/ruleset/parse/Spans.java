package io.rapport.ruleset.parse;

import io.rapport.ruleset.schema.ColumnSchema;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.TimeSpan;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times and dates are asked for by two cells, «с» and «до», that mean one span: only together do they say whether it runs over
 * midnight or the turn of the year.
 */
final class Spans {

    private record End(ColumnSchema column, String cell, Object value) {

        boolean isFirst() {
            return column.operator() == ColumnSchema.Operator.MIN;
        }
    }

    private final List<End> ends = new ArrayList<>();
    private final Place place;

    Spans(Place place) {
        this.place = place;
    }

    static boolean isEnd(ColumnSchema column) {
        return column.type() == ColumnSchema.Type.TIME || column.type() == ColumnSchema.Type.DATE;
    }

    void add(ColumnSchema column, String cell, Object value) {
        ends.add(new End(column, cell, value));
    }

    List<Condition> conditions(boolean yearly) {
        var conditions = new ArrayList<Condition>();
        for (End end : ends) {
            Optional<End> other = ends.stream()
                    .filter(candidate -> candidate != end
                            && end.column().fact() == candidate.column().fact())
                    .findFirst();
            if (other.isPresent() && !end.isFirst()) {
                continue;
            }
            End first = end.isFirst() ? end : null;
            End last = end.isFirst() ? other.orElse(null) : end;
            conditions.add(
                    end.column().type() == ColumnSchema.Type.TIME
                            ? times(end, first, last)
                            : days(end, first, last, yearly));
        }
        return conditions;
    }

    private Condition times(End shown, @Nullable End first, @Nullable End last) {
        var from = first == null ? LocalTime.MIDNIGHT : (LocalTime) first.value();
        var to = last == null ? LocalTime.MIDNIGHT : (LocalTime) last.value();
        if (from.equals(to)) {
            place.complain(
                    shown.cell(),
                    shown.column().header().ru(),
                    "начало и конец одинаковы. Весь день — это пустые ячейки.",
                    "from and to are the same. For the whole day leave both blank.");
        }
        return new Condition.Within(shown.column(), shown.cell(), new TimeSpan(from, to));
    }

    private Condition days(End shown, @Nullable End first, @Nullable End last, boolean yearly) {
        var from = first == null ? null : (LocalDate) first.value();
        var to = last == null ? null : (LocalDate) last.value();
        if (yearly && (from == null || to == null)) {
            place.complain(
                    shown.cell(),
                    shown.column().header().ru(),
                    "для «каждый год» нужны обе даты.",
                    "\"every year\" needs both dates.");
        } else if (!yearly && from != null && to != null && from.isAfter(to)) {
            place.complain(
                    shown.cell(),
                    shown.column().header().ru(),
                    "начало позже конца.",
                    "the first day is after the last.");
        }
        return new Condition.OnDays(shown.column(), shown.cell(), from, to, yearly);
    }
}
