package io.rapport.client.lead.intake;

import io.rapport.client.lead.LeadField;
import io.rapport.client.lead.Reach;
import io.rapport.client.sheet.SheetFile;
import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.client.sheet.row.SheetRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the beginning of a file tells: what its columns are called, and what each probably is.
 *
 * @param rows the first ones that hold data, long cells cut
 */
record Glance(boolean hasHeader, List<String> columns, List<LeadField> mapping, List<SheetRow> rows) {

    private static final int ROWS = 20;
    private static final int LONGEST_CELL = 300;
    private static final int LONGEST_HEADING = 100;

    static Glance at(SheetFile file) throws SheetRefused {
        List<SheetRow> rows = new ArrayList<>();
        try (var all = file.open()) {
            for (SheetRow row = all.next(); row != null && rows.size() <= ROWS; row = all.next()) {
                if (!row.isBlank()) {
                    rows.add(cut(row));
                }
            }
        }
        if (rows.isEmpty()) {
            throw new SheetRefused("в файле нет ни одной строки", "the file has no rows");
        }
        boolean hasHeader = rows.get(0).cells().stream().noneMatch(cell -> Reach.isPhone(cell) || Reach.isEmail(cell));
        List<SheetRow> data = hasHeader ? rows.subList(1, rows.size()) : rows.subList(0, Math.min(ROWS, rows.size()));
        if (data.isEmpty()) {
            throw new SheetRefused(
                    "в файле только названия столбцов: нет ни одной строки с людьми",
                    "the file has nothing but the names of columns");
        }
        int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        List<String> columns = columns(hasHeader ? rows.get(0) : new SheetRow(0, List.of()), width);
        return new Glance(hasHeader, columns, mapping(columns, hasHeader, data), List.copyOf(data));
    }

    private static SheetRow cut(SheetRow row) {
        return new SheetRow(
                row.number(),
                row.cells().stream()
                        .map(cell -> cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) + "…" : cell)
                        .toList());
    }

    /** Every column has a name of its own: its heading, or its letter. */
    private static List<String> columns(SheetRow head, int width) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String heading = head.cell(i).replaceAll("\\s+", " ").strip();
            String name =
                    heading.isEmpty() ? letters(i) : heading.substring(0, Math.min(LONGEST_HEADING, heading.length()));
            String free = name;
            for (int n = 2; columns.contains(free); n++) {
                free = name + " (" + n + ")";
            }
            columns.add(free);
        }
        return columns;
    }

    private static String letters(int column) {
        String last = String.valueOf((char) ('A' + column % 26));
        return column < 26 ? last : letters(column / 26 - 1) + last;
    }

    private static List<LeadField> mapping(List<String> columns, boolean hasHeader, List<SheetRow> data) {
        Set<LeadField> taken = EnumSet.noneOf(LeadField.class);
        List<LeadField> mapping = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            LeadField field = LeadField.called(columns.get(i))
                    .filter(known -> known.isRepeatable() || !taken.contains(known))
                    .orElse(null);
            mapping.add(field);
            if (field != null) {
                taken.add(field);
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            if (mapping.get(i) == null) {
                LeadField field = byContent(i, data, taken, hasHeader);
                mapping.set(i, field);
                taken.add(field);
            }
        }
        return mapping;
    }

    private static LeadField byContent(int column, List<SheetRow> data, Set<LeadField> taken, boolean hasHeader) {
        if (!taken.contains(LeadField.PHONE) && mostly(column, data, Reach::isPhone)) {
            return LeadField.PHONE;
        }
        if (!taken.contains(LeadField.EMAIL) && mostly(column, data, Reach::isEmail)) {
            return LeadField.EMAIL;
        }
        boolean isEmpty = data.stream().allMatch(row -> row.cell(column).isBlank());
        return isEmpty || !hasHeader ? LeadField.SKIP : LeadField.ATTRIBUTE;
    }

    private static boolean mostly(int column, List<SheetRow> data, Predicate<String> kind) {
        List<String> cells = data.stream()
                .map(row -> row.cell(column))
                .filter(cell -> !cell.isBlank())
                .toList();
        return !cells.isEmpty() && 2 * cells.stream().filter(kind).count() > cells.size();
    }
}
