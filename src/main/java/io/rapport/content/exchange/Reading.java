package io.rapport.content.exchange;

import io.rapport.content.check.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The records of a table that are in order, and the errors of all the others. */
record Reading<T>(List<T> good, List<ImportError> errors) {

    static <T> Reading<T> of(Table table, Layout<T> layout, Map<String, T> before) {
        List<T> good = new ArrayList<>();
        List<ImportError> errors = new ArrayList<>(table.errors());
        Map<String, Integer> seen = new HashMap<>();
        Column key = layout.columns().get(0);
        int place = 0;
        for (Line line : table.lines()) {
            Cells cells = new Cells(line);
            T item = layout.read(cells, before.get(line.cell(key).orElse("")), ++place);
            List<ImportError> wrong = cells.errors();
            wrong.addAll(violations(line, layout, item, wrong));
            Integer first = seen.putIfAbsent(layout.key(item), line.number());
            if (first != null && !layout.key(item).isEmpty()) {
                wrong.add(new ImportError(
                        line.number(),
                        line.title(key),
                        layout.key(item),
                        "уже есть в строке " + first,
                        "is already on line " + first));
            }
            if (wrong.isEmpty()) {
                good.add(item);
            }
            errors.addAll(wrong);
        }
        return new Reading<>(good, errors);
    }

    /** A cell that could not even be read needs no second error. */
    private static <T> List<ImportError> violations(Line line, Layout<T> layout, T item, List<ImportError> wrong) {
        Set<String> unreadable = wrong.stream().map(ImportError::column).collect(Collectors.toCollection(HashSet::new));
        List<ImportError> errors = new ArrayList<>();
        for (Violation violation : layout.violations(item)) {
            String column = layout.columns().stream()
                    .filter(known -> known.field().equals(violation.field()))
                    .findFirst()
                    .map(line::title)
                    .orElse(violation.field());
            if (!unreadable.contains(column)) {
                errors.add(new ImportError(line.number(), column, violation.value(), violation.ru(), violation.en()));
            }
        }
        return errors;
    }
}
