package io.rapport.client.lead.intake;

import io.rapport.client.Harmless;
import io.rapport.client.lead.Fault;
import io.rapport.client.sheet.SheetFile;
import io.rapport.client.sheet.row.SheetRow;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows that could not be taken in, as they were, and why. */
@Component
public class BrokenRows {

    private static final TypeReference<List<Fault>> FAULTS = new TypeReference<>() {};
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;

    public BrokenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Broken(SheetRow row, List<Fault> faults) {}

    void keep(long id, List<Broken> broken) {
        if (broken.isEmpty()) {
            return;
        }
        // cells as JSON, because an array of arrays must be a rectangle
        jdbc.sql("""
                insert into lead_import_broken (import_id, row_number, cells, faults)
                select :id, number, array(select jsonb_array_elements_text(cells::jsonb)), faults::jsonb
                from unnest(:numbers::int[], :cells::text[], :faults::text[]) as t (number, cells, faults)
                """)
                .param("id", id)
                .param("numbers", broken.stream().map(row -> row.row().number()).toArray(Integer[]::new))
                .param(
                        "cells",
                        broken.stream().map(row -> json(row.row().cells())).toArray(String[]::new))
                .param("faults", broken.stream().map(row -> json(row.faults())).toArray(String[]::new))
                .update();
    }

    public List<Broken> of(long id, int afterRow, int limit) {
        return jdbc.sql("""
                select row_number, cells, faults from lead_import_broken
                where import_id = :id and row_number > :after order by row_number limit :limit
                """)
                .param("id", id)
                .param("after", afterRow)
                .param("limit", limit)
                .query(BrokenRows::broken)
                .list();
    }

    /** A file to mend and bring again: the reason and the row's number first, then the row as it was. */
    public void write(LeadImport of, boolean english, OutputStream out) throws IOException {
        try (var file = SheetFile.writer(SheetFile.Format.CSV, out)) {
            List<String> head = new ArrayList<>(english ? List.of("Reason", "Row") : List.of("Причина", "Строка"));
            head.addAll(of.columns());
            file.write(head);
            List<Broken> some = of(of.id(), 0, AT_ONCE);
            while (!some.isEmpty()) {
                for (Broken broken : some) {
                    List<String> cells = new ArrayList<>(List.of(
                            reason(broken, english), String.valueOf(broken.row().number())));
                    for (int i = 0; i < of.columns().size(); i++) {
                        cells.add(broken.row().cell(i));
                    }
                    file.write(cells);
                }
                some = of(of.id(), some.get(some.size() - 1).row().number(), AT_ONCE);
            }
        }
    }

    private static String reason(Broken broken, boolean english) {
        return broken.faults().stream()
                .map(fault ->
                        (fault.column().isEmpty() ? "" : fault.column() + ": ") + (english ? fault.en() : fault.ru()))
                .collect(Collectors.joining("; "));
    }

    private static Broken broken(ResultSet rs, int number) throws SQLException {
        return new Broken(
                new SheetRow(rs.getInt("row_number"), ImportRows.texts(rs, "cells")),
                JsonMapper.shared().readValue(rs.getString("faults"), FAULTS));
    }

    private static String json(Object value) {
        return Harmless.text(JsonMapper.shared().writeValueAsString(value)).replace("\\u0000", "\\ufffd");
    }
}
