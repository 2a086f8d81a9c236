package io.rapport.ruleset;

import io.rapport.decision.NotMatched;
import io.rapport.ruleset.table.Example;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs the examples that travel with the tables. */
public final class ExampleCheck {

    private final Ruleset rules;
    private final Instant now;

    /** @param now the day that "valid from" and "valid to" are held against */
    public ExampleCheck(Ruleset rules, Instant now) {
        this.rules = rules;
        this.now = now;
    }

    /** What differs from the expectation, in words; empty if the example holds. */
    public List<String> check(Example example) {
        List<Row> rows = rules.rowsFor(example.table(), example.subject(), now);
        Set<String> ids = new LinkedHashSet<>();
        rows.forEach(row -> ids.add(row.id()));
        var differences = new ArrayList<String>();
        boolean isExact = !example.expectedRows().isEmpty()
                || example.forbiddenRows().isEmpty()
                        && example.expectedOutputs().isEmpty();
        if (isExact && !ids.equals(example.expectedRows())) {
            differences.add(
                    "expected rows " + example.expectedRows() + ", but " + ids + " counted" + whyNot(example, ids));
        }
        example.forbiddenRows().stream()
                .filter(ids::contains)
                .forEach(id -> differences.add("row " + id + " must not count, but did"));
        example.expectedOutputs().forEach((column, expected) -> {
            Set<String> said = said(rows, column);
            if (!said.equals(expected)) {
                differences.add("expected " + column + " " + expected + ", but it was " + said);
            }
        });
        return differences;
    }

    private String whyNot(Example example, Set<String> counted) {
        RuleTable table = rules.tables().table(example.table());
        var reasons = new StringBuilder();
        for (String id : example.expectedRows()) {
            if (!counted.contains(id)) {
                table.row(id)
                        .flatMap(row -> row.whyNot(example.subject()))
                        .ifPresent(miss -> reasons.append(words(miss)));
            }
        }
        return reasons.toString();
    }

    private static String words(NotMatched miss) {
        return "; %s: %s asks for %s, but there was %s"
                .formatted(miss.row(), miss.cell(), miss.expected(), miss.actual());
    }

    private static Set<String> said(List<Row> rows, String column) {
        Set<String> said = new LinkedHashSet<>();
        for (Row row : rows) {
            Object value = row.outputs().get(column);
            if (value instanceof Set<?> codes) {
                codes.forEach(code -> said.add(String.valueOf(code)));
            } else if (value instanceof BigDecimal number) {
                said.add(number.stripTrailingZeros().toPlainString());
            } else if (value != null) {
                said.add(String.valueOf(value));
            }
        }
        return said;
    }
}
