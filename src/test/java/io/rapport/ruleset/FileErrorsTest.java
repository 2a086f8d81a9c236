package io.rapport.ruleset;

import static io.rapport.ruleset.RuleFolder.lean;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.ruleset.workbook.CellError;
import io.rapport.ruleset.workbook.WorkbookReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that must not even be opened, or that are no workbooks at all. */
class FileErrorsTest {

    private static final String FILE = "stages.xlsx";

    @Test
    void refusesASetWithoutOneOfItsWorkbooks() {
        lean().without(FILE).isRefusedAsAWholeAt(FILE, "файла нет.", "the file is missing.");
    }

    @Test
    void refusesAWorkbookThatTheSchemaDoesNotKnow() {
        lean().with("prices.xlsx", WorkbookBuilder.empty().sheet("Правила").bytes())
                .isRefusedAsAWholeAt(
                        "prices.xlsx", "такой книги нет в схеме. Есть: [", "the schema knows no such workbook.");
    }

    @Test
    void complainsOfOneMissingWorkbookOnlyOnceThoughOthersUseItsLists() {
        assertThat(lean().without("tagging.xlsx").refusal())
                .extracting(CellError::file)
                .containsExactly("tagging.xlsx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK", "Стадия;Причина\nновый;Причина\n", "<html><table/></html>"})
    void refusesWhatIsNoZip(String content) {
        damaged(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatWasCutOff() {
        byte[] whole = Shipped.files().bytes().get(FILE);

        damaged(Arrays.copyOf(whole, whole.length / 2));
        damaged(Arrays.copyOf(whole, whole.length / 10));
    }

    @Test
    void refusesAZipThatIsNoWorkbook() {
        assertThat(errors(zip(Map.of("readme.txt", bytes("hello")))))
                .singleElement()
                .extracting(CellError::ru)
                .asString()
                .startsWith("Не удалось прочитать книгу");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xl/vbaProject.bin",
                "XL/VBAPROJECT.BIN",
                "xl/externalLinks/externalLink1.xml",
                "xl/activeX/activeX1.bin"
            })
    void refusesMacrosAndLinksToOtherFiles(String entry) {
        refused(withEntry(entry, bytes("x")), "В книге макросы или ссылки на другие файлы.", "macros or links");
    }

    @Test
    void refusesAZipOfTooManyEntries() {
        var entries = entries(Shipped.files().bytes().get(FILE));
        for (int i = 0; i < 200; i++) {
            entries.put("xl/media/image" + i + ".png", bytes("x"));
        }
        refused(zip(entries), "Файл устроен не как книга Excel.", "not built like an Excel workbook");
    }

    @Test
    void refusesAZipThatNamesAnEntryTwice() {
        refused(
                withEntry("XL/workbook.xml", bytes("<workbook/>")),
                "Файл устроен не как книга Excel.",
                "not built like an Excel workbook");
    }

    @Test
    void refusesMoreThanFiveMegabytesAtOnce() {
        refused(new byte[5 * 1024 * 1024 + 1], "Файл больше 5 МБ.", "larger than 5 MB");
    }

    @Test
    void refusesAZipBombWithoutUnpackingIt() {
        byte[] bomb = zip(Map.of("xl/worksheets/sheet1.xml", new byte[200 * 1024 * 1024]));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        refused(bomb, "Распакованный файл больше 50 МБ.", "inflates to more than 50 MB");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 * 1024 * 1024);
    }

    @Test
    void refusesAMillionRowsWithoutBuildingThem() {
        byte[] workbook = withSheet(sheet -> {
            sheet.write(bytes("<sheetData>"));
            var random = new Random(1);
            for (int i = 0; i < 1_000_000; i++) {
                sheet.write(bytes("<x:row><x:c><x:v>" + random.nextInt(100_000) + "</x:v></x:c></x:row>"));
            }
            sheet.write(bytes("</sheetData>"));
        });
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        refused(workbook, "Слишком много строк", "Too many rows");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 * 1024 * 1024);
    }

    @Test
    void refusesAHundredThousandMergedCellsWithoutBuildingThem() {
        byte[] workbook = withSheet(sheet -> {
            sheet.write(bytes("<sheetData/><mergeCells>"));
            for (int i = 1; i <= 100_000; i++) {
                sheet.write(bytes("<mergeCell ref=\"A" + i + ":B" + i + "\"/>"));
            }
            sheet.write(bytes("</mergeCells>"));
        });

        refused(workbook, "объединённых", "merged");
    }

    @Test
    void opensNothingThatAnXmlEntityNames() {
        String xxe = "<?xml version=\"1.0\"?><!DOCTYPE worksheet [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]>"
                + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">"
                + "<c r=\"A1\" t=\"inlineStr\"><is><t>&secret;</t></is></c></row></sheetData></worksheet>";
        var entries = entries(minimal());
        entries.put("xl/worksheets/sheet1.xml", bytes(xxe));

        assertThat(errors(zip(entries)))
                .singleElement()
                .satisfies(error -> assertThat(error.file()).isEqualTo(FILE));
    }

    @Test
    void isNotBlownUpByEntitiesOfEntities() {
        var doctype = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE worksheet [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            doctype.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        var entries = entries(minimal());
        entries.put(
                "xl/worksheets/sheet1.xml",
                bytes(
                        doctype + "]><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                                + "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&a39;</t></is></c></row></sheetData></worksheet>"));

        assertThat(errors(zip(entries))).hasSize(1);
    }

    private static void damaged(byte[] content) {
        refused(content, "Файл повреждён или это не .xlsx.", "The file is damaged or no .xlsx.");
    }

    private static void refused(byte[] content, String ru, String en) {
        assertThat(errors(content)).singleElement().satisfies(error -> {
            assertThat(error.place()).isEqualTo(FILE);
            assertThat(error.ru()).contains(ru);
            assertThat(error.en()).contains(en);
        });
    }

    private static List<CellError> errors(byte[] content) {
        var errors = new ArrayList<CellError>();
        assertThat(WorkbookReader.read(FILE, content, errors)).isEmpty();
        return errors;
    }

    private interface Part {
        void write(OutputStream sheet) throws IOException;
    }

    private static byte[] minimal() {
        return WorkbookBuilder.empty()
                .sheet("Правила", WorkbookBuilder.row("№"))
                .bytes();
    }

    private static byte[] withSheet(Part content) {
        var sheet = new ByteArrayOutputStream();
        try {
            sheet.write(bytes("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"));
            content.write(sheet);
            sheet.write(bytes("</worksheet>"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        var entries = entries(minimal());
        entries.put("xl/worksheets/sheet1.xml", sheet.toByteArray());
        return zip(entries);
    }

    private static byte[] withEntry(String name, byte[] content) {
        var entries = entries(Shipped.files().bytes().get(FILE));
        entries.put(name, content);
        return zip(entries);
    }

    private static Map<String, byte[]> entries(byte[] file) {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new java.io.ByteArrayInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        var file = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(file)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
