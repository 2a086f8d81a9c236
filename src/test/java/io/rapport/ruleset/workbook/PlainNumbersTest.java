package io.rapport.ruleset.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNumbersTest {

    /** They leave through the API as they are: "points": 2E+1 is a number too, but nobody wrote it. */
    @ParameterizedTest
    @ValueSource(strings = {"20", "1000000", "-100", "7.5", "0"})
    void readsANumberAsItIsWritten(String written) throws Exception {
        assertThat(onlyCell(new BigDecimal(written)).number()).hasToString(written);
    }

    private static RawCell onlyCell(BigDecimal number) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new XSSFWorkbook()) {
            workbook.createSheet("Правила").createRow(0).createCell(0).setCellValue(number.doubleValue());
            workbook.write(bytes);
        }
        return WorkbookReader.read("numbers.xlsx", bytes.toByteArray(), new ArrayList<>())
                .orElseThrow()
                .sheets()
                .get(0)
                .rows()
                .get(0)
                .cell(0);
    }
}
