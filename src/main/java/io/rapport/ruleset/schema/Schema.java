package io.rapport.ruleset.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that developers laid down about rules.
 *
 * @param facts by {@link FactDefinition#key()}
 * @param lists the fixed code lists, by name; dictionaries and templates add theirs when workbooks are read
 */
public record Schema(Map<String, FactDefinition> facts, Map<String, CodeList> lists, List<WorkbookSchema> workbooks) {

    public Optional<TableSchema> table(String id) {
        return workbooks.stream()
                .flatMap(workbook -> workbook.tables().stream())
                .filter(table -> table.id().equals(id))
                .findFirst();
    }
}
