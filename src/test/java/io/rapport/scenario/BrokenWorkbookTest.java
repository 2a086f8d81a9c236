package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.RapportProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class BrokenWorkbookTest {

    @TempDir
    Path folder;

    @Test
    void keepsRapportFromStartingAndNamesEveryWrongCell() throws Exception {
        Path rules = folder.resolve("rules");
        FileSystemUtils.copyRecursively(Path.of("rules"), rules);
        spoil(rules.resolve("scoring.xlsx"));

        try (var rapport =
                RapportProcess.launch(folder.resolve("data"), Map.of("RAPPORT_RULES_DIR", rules.toString()))) {
            assertThat(rapport.exitCode()).isNotZero();
            assertThat(rapport.output())
                    .contains("The rules have 2 error(s)", "Правила!H3 «Очков»", "Правила!D4 «Событие»: «ЧИХНУЛ»")
                    .doesNotContain("\tat ", "Exception", "Rapport is ready")
                    .containsOnlyOnce("ЧИХНУЛ» не найдено");
        }
    }

    /** Two mistakes of an analyst, in two rows. */
    private static void spoil(Path file) throws IOException {
        XSSFWorkbook workbook;
        try (var in = Files.newInputStream(file)) {
            workbook = new XSSFWorkbook(in);
        }
        var sheet = workbook.getSheet("Правила");
        sheet.getRow(2).getCell(column(sheet, "Очков")).setCellValue("много");
        sheet.getRow(3).getCell(column(sheet, "Событие")).setCellValue("ЧИХНУЛ");
        try (OutputStream out = Files.newOutputStream(file)) {
            workbook.write(out);
        }
    }

    private static int column(XSSFSheet sheet, String title) {
        for (var cell : sheet.getRow(0)) {
            if (cell.getStringCellValue().equals(title)) {
                return cell.getColumnIndex();
            }
        }
        throw new IllegalArgumentException(title);
    }
}
