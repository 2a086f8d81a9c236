package io.rapport.ruleset.table;

import java.util.Map;
import java.util.Set;

/**
 * A case that travels with its table: given facts, which rows must count and what they must say.
 *
 * @param expectedRows exactly the rows that count
 * @param forbiddenRows rows that must not count; asked only where no exact list is given
 * @param expectedOutputs by column key, the values that the counting rows must say together
 * @param cell where the example stands
 */
public record Example(
        String name,
        String table,
        Subject subject,
        Set<String> expectedRows,
        Set<String> forbiddenRows,
        Map<String, Set<String>> expectedOutputs,
        String cell) {}
