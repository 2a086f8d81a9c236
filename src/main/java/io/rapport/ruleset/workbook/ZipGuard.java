package io.rapport.ruleset.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/** Looks through a workbook's zip container before anything opens it, reading no more than the limits allow. */
final class ZipGuard {

    private static final int MAX_BYTES = 5 * 1024 * 1024;
    private static final int MAX_ENTRIES = 200;
    private static final long MAX_INFLATED = 50L * 1024 * 1024;

    private ZipGuard() {}

    /** The reason to refuse the file, if there is one. */
    static Optional<CellError> refusal(String file, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return refuse(file, "Файл больше 5 МБ.", "The file is larger than 5 MB.");
        }
        var names = new HashSet<String>();
        long inflated = 0;
        byte[] buffer = new byte[8192];
        var weight = new TagCounter();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName().toLowerCase(Locale.ROOT);
                if (!names.add(name) || names.size() > MAX_ENTRIES) {
                    return refuse(
                            file, "Файл устроен не как книга Excel.", "The file is not built like an Excel workbook.");
                }
                if (name.contains("vbaproject") || name.contains("externallinks/") || name.contains("activex")) {
                    return refuse(
                            file,
                            "В книге макросы или ссылки на другие файлы. Сохраните её как .xlsx без них.",
                            "The workbook has macros or links to other files. Save it as .xlsx without them.");
                }
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    inflated += read;
                    weight.read(buffer, read);
                    if (weight.hasTooMuch()) {
                        return refuse(
                                file,
                                "Слишком много строк, ячеек или объединённых ячеек: на листе допустимо 5000 строк и 200 объединений.",
                                "Too many rows, cells or merged cells: a sheet may have 5,000 rows and 200 merged regions.");
                    }
                    if (inflated > MAX_INFLATED) {
                        return refuse(
                                file, "Распакованный файл больше 50 МБ.", "The file inflates to more than 50 MB.");
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return refuse(file, "Файл повреждён или это не .xlsx.", "The file is damaged or no .xlsx.");
        }
        return names.isEmpty()
                ? refuse(file, "Файл повреждён или это не .xlsx.", "The file is damaged or no .xlsx.")
                : Optional.empty();
    }

    private static Optional<CellError> refuse(String file, String ru, String en) {
        return Optional.of(new CellError(file, null, null, null, ru, en));
    }
}
