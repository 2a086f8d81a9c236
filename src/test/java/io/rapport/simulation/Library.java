package io.rapport.simulation;

import io.rapport.content.ContentItem;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

/** The materials of the demo school, as they lie in the repository. */
final class Library {

    private Library() {}

    static List<ContentItem> ofTheDemoSchool() {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader in = Files.newBufferedReader(Path.of("db/demo/content.csv"))) {
            return format.parse(in).stream()
                    .map(row -> new ContentItem(
                            row.get("id"),
                            row.get("type"),
                            row.get("title"),
                            row.get("url"),
                            row.get("body"),
                            codes(row.get("tags")),
                            codes(row.get("stages")),
                            codes(row.get("levels")),
                            codes(row.get("interests")),
                            row.get("language"),
                            row.get("format"),
                            null,
                            null,
                            Boolean.parseBoolean(row.get("active"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> codes(String cell) {
        return Stream.of(cell.split(";")).filter(code -> !code.isBlank()).toList();
    }
}
