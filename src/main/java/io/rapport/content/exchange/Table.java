package io.rapport.content.exchange;

import io.rapport.content.check.Nearest;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A file as lines of cells under known columns. What is wrong with the header or the shape of a line is in {@code errors}. */
record Table(List<Line> lines, List<ImportError> errors, char separator, boolean headerIsSound) {

    static final int MOST_LINES = 50_000;

    private static final char[] SEPARATORS = {',', ';', '\t'};

    static Table of(String text, List<Column> columns) throws FileRefused {
        String body = text;
        int skipped = 0;
        // a first line "sep=;" is for Excel only
        if (body.regionMatches(true, 0, "sep=", 0, 4)) {
            int end = body.indexOf('\n');
            body = end < 0 ? "" : body.substring(end + 1);
            skipped = 1;
        }
        char separator = separatorOf(body, columns);
        List<ImportError> errors = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        boolean headerIsSound = false;
        try (CSVParser parser = parser(body, separator)) {
            Header header = null;
            int start = skipped + 1;
            for (var records = parser.iterator();
                    records.hasNext();
                    start = skipped + (int) parser.getCurrentLineNumber() + 1) {
                CSVRecord cells = records.next();
                if (isBlank(cells)) {
                    continue;
                }
                if (header == null) {
                    header = Header.of(cells, columns, start, errors);
                    headerIsSound = errors.isEmpty();
                } else if (lines.size() == MOST_LINES) {
                    throw new FileRefused("больше 50 000 строк", "more than 50,000 rows");
                } else {
                    header.line(cells, start, errors).ifPresent(lines::add);
                }
            }
            if (header == null) {
                throw new FileRefused("файл пуст", "the file is empty");
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw unreadable(body, separator, skipped);
        }
        return new Table(lines, errors, separator, headerIsSound);
    }

    private static CSVParser parser(String text, char separator) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .get();
        return CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(format)
                .get();
    }

    /** The one with which most columns are recognised. */
    private static char separatorOf(String text, List<Column> columns) throws FileRefused {
        char best = ',';
        long most = 0;
        for (char separator : SEPARATORS) {
            long known = 0;
            String head = text.stripLeading();
            int end = head.indexOf('\n');
            for (String name : (end < 0 ? head : head.substring(0, end)).split(String.valueOf(separator))) {
                String bare = name.strip().replace("\"", "");
                known += columns.stream().anyMatch(column -> column.isCalled(bare)) ? 1 : 0;
            }
            if (known > most) {
                most = known;
                best = separator;
            }
        }
        if (most == 0) {
            String names = String.join(", ", columns.stream().map(Column::name).toList());
            throw new FileRefused(new ImportError(
                    1,
                    "",
                    "",
                    "нет строки с названиями столбцов: " + names,
                    "no line with the column names: " + names));
        }
        return best;
    }

    private static boolean isBlank(CSVRecord cells) {
        return cells.stream().allMatch(String::isBlank);
    }

    /** The parser reads to the end of the file looking for the missing quote: find the line on which that began. */
    private static FileRefused unreadable(String text, char separator, int skipped) {
        int start = 1;
        try (CSVParser parser = parser(text, separator)) {
            for (var records = parser.iterator(); records.hasNext(); records.next()) {
                start = (int) parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | RuntimeException e) {
            // the same fault again: start is where the parser was
        }
        return new FileRefused(new ImportError(
                skipped + start,
                "",
                "",
                "кавычки: открыты и не закрыты или стоят внутри ячейки не парой",
                "quotes: opened and never closed, or single within a cell"));
    }

    /** The known columns by place. */
    private record Header(Map<Column, Integer> places, List<String> names) {

        static Header of(CSVRecord cells, List<Column> columns, int line, List<ImportError> errors) {
            Map<Column, Integer> places = new HashMap<>();
            List<String> names =
                    Arrays.stream(cells.values()).map(String::strip).toList();
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                Optional<Column> column =
                        columns.stream().filter(known -> known.isCalled(name)).findFirst();
                if (column.isEmpty()) {
                    if (!name.isEmpty()) {
                        errors.add(unknown(name, columns, line));
                    }
                } else if (places.putIfAbsent(column.get(), i) != null) {
                    errors.add(new ImportError(line, name, name, "столбец назван дважды", "the column is named twice"));
                }
            }
            Column key = columns.get(0);
            if (!places.containsKey(key)) {
                errors.add(
                        new ImportError(line, key.name(), "", "нет обязательного столбца", "this column is required"));
            }
            return new Header(places, names);
        }

        Optional<Line> line(CSVRecord cells, int line, List<ImportError> errors) {
            for (int i = names.size(); i < cells.size(); i++) {
                if (!cells.get(i).isBlank()) {
                    errors.add(new ImportError(
                            line,
                            "",
                            cells.get(i),
                            "ячеек больше, чем столбцов (" + cells.size() + " из " + names.size()
                                    + "): текст с разделителем нужно взять в кавычки",
                            "more cells than columns (" + cells.size() + " of " + names.size()
                                    + "): put text that holds the separator in quotes"));
                    return Optional.empty();
                }
            }
            Map<Column, String> texts = new HashMap<>();
            Map<Column, String> titles = new HashMap<>();
            places.forEach((column, place) -> {
                texts.put(
                        column,
                        place < cells.size()
                                ? Formulas.restore(cells.get(place)).strip()
                                : "");
                titles.put(column, names.get(place));
            });
            return Optional.of(new Line(line, texts, titles));
        }

        private static ImportError unknown(String name, List<Column> columns, int line) {
            var known = columns.stream().map(Column::name).toList();
            var nearest = Nearest.to(name, known);
            return new ImportError(
                    line,
                    name,
                    name,
                    "неизвестный столбец. "
                            + nearest.map(near -> "Может быть, " + near + "? ").orElse("") + "Есть: "
                            + String.join(", ", known),
                    "unknown column. "
                            + nearest.map(near -> "Did you mean " + near + "? ").orElse("") + "There are: "
                            + String.join(", ", known));
        }
    }
}
