package io.rapport.client.sheet;

import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.client.sheet.row.SheetRows;
import io.rapport.client.sheet.row.SheetWriter;
import io.rapport.client.sheet.xlsx.XlsxRows;
import io.rapport.client.sheet.xlsx.XlsxWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that was looked at and can be opened as a table.
 *
 * @param encoding of a CSV file: the one in which it made sense
 * @param separator of a CSV file
 */
public record SheetFile(
        Path path,
        Format format,
        @Nullable String encoding,
        @Nullable Character separator) {

    public enum Format {
        CSV,
        XLSX
    }

    public static SheetFile of(Path path) throws SheetRefused {
        byte[] head = head(path);
        if (head.length == 0) {
            throw new SheetRefused("файл пуст", "the file is empty");
        }
        if (startsWith(head, 'P', 'K', 3, 4)) {
            return new SheetFile(path, Format.XLSX, null, null);
        }
        if (startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new SheetRefused(
                    "это книга Excel старого образца или с паролем: сохраните её как .xlsx без пароля или как «CSV UTF-8»",
                    "this is an old or protected Excel workbook: save it as .xlsx without a password, or as \"CSV UTF-8\"");
        }
        String encoding = Encoding.of(path);
        return new SheetFile(path, Format.CSV, encoding, CsvRows.separator(path, encoding));
    }

    /** A table to be written in this format. */
    public static SheetWriter writer(Format format, OutputStream out) throws IOException {
        return format == Format.XLSX ? new XlsxWriter(out) : new CsvWriter(out);
    }

    public SheetRows open() throws SheetRefused {
        return format == Format.XLSX
                ? XlsxRows.open(path)
                : CsvRows.open(path, encoding == null ? "UTF-8" : encoding, separator == null ? ',' : separator);
    }

    private static byte[] head(Path path) {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        for (int i = 0; i < head.length; i++) {
            if (i >= bytes.length || bytes[i] != (byte) head[i]) {
                return false;
            }
        }
        return true;
    }
}
