package io.rapport.client.lead.intake;

import io.rapport.client.lead.LeadReader;
import io.rapport.client.sheet.SheetFile;
import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.client.sheet.row.SheetRow;
import io.rapport.client.sheet.row.SheetRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An import in our hands: its file on this node's disk, read up to where it was left. */
record OpenImport(LeadImport what, UUID token, Path file, SheetRows rows, int total, LeadReader reader) {

    /** Reads the whole file once before anything is taken in: a file that breaks off in the middle is refused as a whole. */
    static OpenImport of(LeadImport what, UUID token, Pieces pieces, LeadReader reader) throws SheetRefused {
        Path file = pieces.fetch(what.id());
        try {
            int total = count(open(what, file), what.hasHeader());
            SheetRows rows = open(what, file);
            int toSkip = what.position();
            boolean head = what.hasHeader();
            while (head || toSkip > 0) {
                SheetRow row = rows.next();
                if (row == null) {
                    break;
                }
                if (head && !row.isBlank()) {
                    head = false;
                }
                if (row.number() >= toSkip) {
                    toSkip = 0;
                }
            }
            return new OpenImport(what, token, file, rows, total, reader);
        } catch (SheetRefused | RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    private static SheetRows open(LeadImport what, Path file) throws SheetRefused {
        String separator = what.separator();
        return new SheetFile(
                        file,
                        what.format(),
                        what.encoding(),
                        separator == null || separator.isEmpty() ? null : separator.charAt(0))
                .open();
    }

    private static int count(SheetRows rows, boolean hasHeader) throws SheetRefused {
        int count = hasHeader ? -1 : 0;
        try (rows) {
            for (SheetRow row = rows.next(); row != null; row = rows.next()) {
                count += row.isBlank() ? 0 : 1;
                if (count > LeadImports.MOST_ROWS) {
                    throw new SheetRefused(
                            "больше 200 000 строк: разделите файл", "more than 200,000 rows: split the file");
                }
            }
        }
        return Math.max(0, count);
    }

    List<SheetRow> next(int limit) throws SheetRefused {
        List<SheetRow> some = new ArrayList<>();
        while (some.size() < limit) {
            SheetRow row = rows.next();
            if (row == null) {
                return some;
            }
            if (!row.isBlank()) {
                some.add(row);
            }
        }
        return some;
    }

    void close() {
        rows.close();
        delete(file);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
