package io.rapport.client.sheet;

import io.rapport.client.sheet.row.Formulas;
import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.client.sheet.row.SheetRow;
import io.rapport.client.sheet.row.SheetRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A CSV file as it streams by. */
final class CsvRows implements SheetRows {

    private static final char[] SEPARATORS = {';', ',', '\t'};
    /** More than any honest table has before its second row. */
    private static final int LONGEST_BEGINNING = 1 << 16;

    private final BufferedReader text;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private int number;

    private CsvRows(BufferedReader text, CSVParser parser) {
        this.text = text;
        this.parser = parser;
        this.records = parser.iterator();
    }

    static CsvRows open(Path path, String encoding, char separator) {
        try {
            var text = reader(path, encoding);
            skipHint(text);
            var format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(separator)
                    .setIgnoreEmptyLines(false)
                    .get();
            return new CsvRows(
                    text, CSVParser.builder().setReader(text).setFormat(format).get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that parts the first line most often; a semicolon where none does, as Russian Excel writes it. */
    static char separator(Path path, String encoding) {
        try (var text = reader(path, encoding)) {
            skipHint(text);
            char[] beginning = new char[LONGEST_BEGINNING];
            int length = Math.max(0, text.read(beginning));
            int[] counts = new int[SEPARATORS.length];
            boolean quoted = false;
            boolean any = false;
            for (int i = 0; i < length && !(any && !quoted && beginning[i] == '\n'); i++) {
                quoted ^= beginning[i] == '"';
                any |= !Character.isWhitespace(beginning[i]);
                for (int s = 0; s < SEPARATORS.length && !quoted; s++) {
                    counts[s] += beginning[i] == SEPARATORS[s] ? 1 : 0;
                }
            }
            int best = Arrays.stream(counts).max().orElse(0);
            for (int s = 0; s < SEPARATORS.length; s++) {
                if (counts[s] == best) {
                    return SEPARATORS[s];
                }
            }
            return ';';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable SheetRow next() throws SheetRefused {
        try {
            if (!records.hasNext()) {
                return null;
            }
            List<String> cells = Arrays.stream(records.next().values())
                    .map(Formulas::restore)
                    .map(String::strip)
                    .toList();
            number++;
            int last = cells.size();
            while (last > 0 && cells.get(last - 1).isEmpty()) {
                last--;
            }
            if (last > SheetRow.MOST_CELLS) {
                throw SheetRefused.tooManyColumns(number);
            }
            return new SheetRow(number, cells.subList(0, last));
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new SheetRefused(
                    "строка %d: кавычки открыты и не закрыты или стоят внутри ячейки не парой".formatted(number + 1),
                    "row %d: quotes are opened and never closed, or single within a cell".formatted(number + 1));
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(Path path, String encoding) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(path), Charset.forName(encoding)));
        reader.mark(1);
        if (reader.read() != '\ufeff') {
            reader.reset();
        }
        return reader;
    }

    /** A first line "sep=;" is for Excel only, which does not count it. */
    private static void skipHint(BufferedReader text) throws IOException {
        text.mark(16);
        char[] start = new char[4];
        if (text.read(start) == 4 && new String(start).equalsIgnoreCase("sep=")) {
            text.readLine();
        } else {
            text.reset();
        }
    }
}
