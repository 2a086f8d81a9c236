package io.rapport.client.sheet;

import io.rapport.client.sheet.row.Formulas;
import io.rapport.client.sheet.row.SheetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes CSV as Russian Excel opens it without questions. */
final class CsvWriter implements SheetWriter {

    /** Without it, Excel takes UTF-8 for the Windows encoding. */
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final CSVPrinter printer;

    CsvWriter(OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write(BYTE_ORDER_MARK);
        this.printer = new CSVPrinter(
                text, CSVFormat.RFC4180.builder().setDelimiter(';').get());
    }

    @Override
    public void write(List<? extends @Nullable String> cells) throws IOException {
        printer.printRecord(cells.stream().map(cell -> cell == null ? "" : Formulas.disarm(cell)));
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }
}
