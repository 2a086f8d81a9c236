package io.rapport.testing;

import io.rapport.content.ContentItem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The materials of the demo school, for whoever needs them without a database. */
public final class DemoLibrary {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private DemoLibrary() {}

    public static List<ContentItem> items() {
        try (var in = new InputStreamReader(
                DemoLibrary.class.getResourceAsStream("/db/demo/content.csv"), StandardCharsets.UTF_8)) {
            return FORMAT.parse(in).stream().map(DemoLibrary::item).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ContentItem item(CSVRecord row) {
        return new ContentItem(
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
                Boolean.parseBoolean(row.get("active")));
    }

    private static List<String> codes(String cell) {
        return Stream.of(cell.split(";")).filter(code -> !code.isBlank()).toList();
    }
}
