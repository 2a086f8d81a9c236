package io.rapport.ruleset;

import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.parse.TablesParser;
import io.rapport.ruleset.sample.Recogniser;
import io.rapport.ruleset.schema.Schema;
import io.rapport.ruleset.schema.SchemaReader;
import io.rapport.ruleset.stage.Assigning;
import io.rapport.ruleset.stage.SeriesCheck;
import io.rapport.ruleset.table.Tables;
import io.rapport.ruleset.workbook.CellError;
import io.rapport.ruleset.workbook.RawWorkbook;
import io.rapport.ruleset.workbook.WorkbookReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What files come to when nothing is wrong with them. */
record Compiled(Tables tables, Map<String, RuleEngine> engines, Assigning assigning, Recogniser recogniser) {

    /** @throws RulesetException with every error of every file, if there is any */
    static Compiled of(RuleFiles files) {
        Schema schema = SchemaReader.read(files.schemas());
        var errors = new ArrayList<CellError>();
        Tables tables = TablesParser.parse(schema, workbooks(schema, files, errors), errors);
        if (!errors.isEmpty()) {
            throw new RulesetException(errors);
        }
        Recogniser recogniser = Lessons.learn(tables, errors);
        var engines = new LinkedHashMap<String, RuleEngine>();
        tables.rules().forEach((id, table) -> engines.put(id, RuleEngine.compile(table, files.drlOf(id), errors)));
        files.drl().keySet().stream()
                .filter(path -> !path.contains("/") || !engines.containsKey(path.substring(0, path.indexOf('/'))))
                .forEach(path -> errors.add(new CellError(
                        "drl/" + path,
                        null,
                        null,
                        null,
                        "файл должен лежать в папке таблицы, например drl/tagging.",
                        "the file must lie in the folder of a table, such as drl/tagging.")));
        Assigning assigning = Assigning.of(tables.table("experiments"), errors);
        errors.addAll(new PolicyGuard(tables).errors());
        SeriesCheck.check(tables, errors);
        if (!errors.isEmpty()) {
            throw new RulesetException(errors);
        }
        return new Compiled(tables, Map.copyOf(engines), assigning, recogniser);
    }

    private static Map<String, RawWorkbook> workbooks(Schema schema, RuleFiles files, List<CellError> errors) {
        var raw = new LinkedHashMap<String, RawWorkbook>();
        var known = new TreeSet<String>();
        schema.workbooks().forEach(workbook -> known.add(workbook.fileName()));
        for (String name : known) {
            if (!files.bytes().containsKey(name)) {
                errors.add(new CellError(name, null, null, null, "файла нет.", "the file is missing."));
            }
        }
        files.workbooks().forEach((name, bytes) -> {
            if (known.contains(name)) {
                WorkbookReader.read(name, bytes, errors).ifPresent(workbook -> raw.put(name, workbook));
            } else {
                errors.add(new CellError(
                        name,
                        null,
                        null,
                        null,
                        "такой книги нет в схеме. Есть: " + known + ".",
                        "the schema knows no such workbook. There is: " + known + "."));
            }
        });
        return raw;
    }
}
