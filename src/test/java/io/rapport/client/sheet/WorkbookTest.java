package io.rapport.client.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.client.sheet.row.SheetRow;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkbookTest {

    private static final String START =
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";

    @TempDir
    Path folder;

    @Test
    void readsNumbersDatesFormulasAndTextsAsPeopleSeeThem() throws Exception {
        Path path = folder.resolve("book.xlsx");
        try (var book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(path)) {
            var date = book.createCellStyle();
            date.setDataFormat(book.createDataFormat().getFormat("dd.mm.yyyy"));
            var row = book.createSheet("Люди").createRow(2);
            row.createCell(0).setCellValue(79161234567d);
            row.createCell(1).setCellValue("Анна");
            row.createCell(3).setCellValue(LocalDate.of(2026, 11, 22));
            row.getCell(3).setCellStyle(date);
            row.createCell(4).setCellValue(true);
            row.createCell(5).setCellFormula("1+1");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            book.createSheet("Другой").createRow(0).createCell(0).setCellValue("nobody");
            book.write(out);
        }

        var rows = SheetFileTest.rows(SheetFile.of(path));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.number()).isEqualTo(3);
            assertThat(row.cells()).containsExactly("79161234567", "Анна", "", "2026-11-22", "да", "2");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + START
                        + "<row><c t=\"str\"><v>&a;</v></c></row>",
                START + "<!-- a comment nobody writes --><row/>",
                START + "<row><c t=\"str\"><v><![CDATA[x]]></v></c></row>",
                START + "<row><c t=\"s\"><v>99</v></c></row></sheetData></worksheet>",
                START + "<row><c t=\"s\"><v>x</v></c></row></sheetData></worksheet>",
                START + "<row r=\"99999999999\"/>",
                START + "<row><c",
                "no xml at all"
            })
    void refusesWhatNoSpreadsheetProgramWrites(String sheet) throws Exception {
        assertThatThrownBy(() -> SheetFileTest.rows(SheetFile.of(book(sheet.getBytes(StandardCharsets.UTF_8)))))
                .isInstanceOf(SheetRefused.class)
                .hasMessageContaining("CSV UTF-8");
    }

    @Test
    void refusesBombsBeforeTheyFillTheMemory() throws Exception {
        byte[] attribute = new byte[300 << 20];
        Arrays.fill(attribute, (byte) 'a');
        byte[] start = (START + "<row x=\"").getBytes(StandardCharsets.UTF_8);
        System.arraycopy(start, 0, attribute, 0, start.length);
        Path bomb = book(attribute);
        attribute = null;
        assertThat(Files.size(bomb)).isLessThan(1 << 20);
        long before = used();

        assertThatThrownBy(() -> SheetFileTest.rows(SheetFile.of(bomb))).isInstanceOf(SheetRefused.class);

        assertThat(used() - before).isLessThan(64L << 20);
        assertThatThrownBy(() -> SheetFileTest.rows(SheetFile.of(book(
                        (START + "<row>" + "<c r=\"ZZ1\" t=\"str\"><v>x</v></c>").getBytes(StandardCharsets.UTF_8)))))
                .hasMessageContaining("columns");
    }

    @Test
    void neverGoesBackwardsInItsRowNumbers() throws Exception {
        var rows = SheetFileTest.rows(SheetFile.of(book((START
                        + "<row r=\"5\"><c t=\"str\"><v>a</v></c></row><row r=\"5\"><c t=\"str\"><v>b</v></c></row></sheetData></worksheet>")
                .getBytes(StandardCharsets.UTF_8))));

        assertThat(rows).extracting(SheetRow::number).containsExactly(5, 6);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private Path book(byte[] sheet) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(sheet);
        }
        return Files.write(Files.createTempFile(folder, "book", ".xlsx"), bytes.toByteArray());
    }
}
