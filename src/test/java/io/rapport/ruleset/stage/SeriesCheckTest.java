package io.rapport.ruleset.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.ruleset.RuleFolder;
import io.rapport.ruleset.workbook.CellError;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class SeriesCheckTest {

    private static final String STEPS = "Шаги";
    private static final String SEQUENCES = "Цепочки";

    @Test
    void acceptsTheRulesAsTheyShip() {
        assertThat(complaints(RuleFolder.lean())).isEmpty();
    }

    @Test
    void refusesAStepNumberGivenTwice() {
        assertThat(complaints(sequences(STEPS, "K-020", "Шаг", 1)))
                .anySatisfy(error -> says(error, "sequences.xlsx › Шаги!D3", "уже есть в строке K-010"));
    }

    @Test
    void refusesAHoleBetweenSteps() {
        assertThat(complaints(sequences(STEPS, "K-030", "Шаг", 5)))
                .anySatisfy(error -> says(error, "sequences.xlsx › Шаги!D4", "нет шага 3"));
    }

    @Test
    void refusesTwoMessagesAtOnce() {
        assertThat(complaints(sequences(STEPS, "K-020", "Часов после прошлого шага", 0)))
                .anySatisfy(error -> says(error, "sequences.xlsx › Шаги!E3", "два сообщения подряд"));
    }

    @Test
    void refusesAStepWithoutWordsAndAWindowThatIsNone() {
        assertThat(complaints(sequences(STEPS, "K-020", "Шаблон", null)))
                .anySatisfy(error -> says(error, "sequences.xlsx › Шаги!A3", "ничего не говорит"));
        assertThat(complaints(sequences(STEPS, "K-020", "Когда отправлять", "утром")))
                .anySatisfy(error -> says(error, "sequences.xlsx › Шаги!A3", "10:00–19:00"));
    }

    @Test
    void refusesASequenceThatWouldBeginAgainAtOnce() {
        assertThat(complaints(sequences(SEQUENCES, "AFTER_SALE", "Перерыв, дней", 0)))
                .anySatisfy(error -> says(error, "sequences.xlsx › Цепочки!A2", "снова сразу после конца"));
    }

    @Test
    void refusesASequenceNobodyStaysIn() {
        assertThat(complaints(sequences("Кого включать", "E-030", "Стадия", "есть предложение")))
                .anySatisfy(error -> says(error, "sequences.xlsx › Кого включать!", "впустую"));
    }

    @Test
    void refusesASequenceWithoutSteps() {
        RuleFolder folder = RuleFolder.lean()
                .with(
                        "sequences.xlsx",
                        book -> book.with(w -> {
                            Row row = w.getSheet(SEQUENCES).createRow(9);
                            for (int i = 0; i < 7; i++) {
                                row.createCell(i).setCellValue("NOBODY");
                            }
                            row.getCell(3).setCellValue("STOP");
                            row.getCell(4).setBlank();
                            row.getCell(5).setCellValue(1);
                            row.getCell(6).setCellValue(0);
                        }));

        assertThat(complaints(folder))
                .anySatisfy(error -> says(error, "sequences.xlsx › Цепочки!A10", "нет ни одного шага"));
    }

    @Test
    void refusesARowThatReopensWithoutAWord() {
        assertThat(complaints(RuleFolder.lean()
                        .with("reengagement.xlsx", book -> book.with(w -> set(w, "Правила", "W-160", "Шаблон", null)))))
                .anySatisfy(error -> says(error, "reengagement.xlsx › Правила!A", "шаблона нет"));
    }

    private static RuleFolder sequences(String sheet, String row, String column, Object value) {
        return RuleFolder.lean().with("sequences.xlsx", book -> book.with(w -> set(w, sheet, row, column, value)));
    }

    private static void set(XSSFWorkbook book, String sheetName, String id, String column, Object value) {
        Sheet sheet = book.getSheet(sheetName);
        for (Row row : sheet) {
            if (row.getCell(0) != null && row.getCell(0).toString().equals(id)) {
                var cell = row.getCell(column(sheet, column), Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
                if (value instanceof Number number) {
                    cell.setCellValue(number.doubleValue());
                } else if (value == null) {
                    cell.setBlank();
                } else {
                    cell.setCellValue(value.toString());
                }
                return;
            }
        }
        throw new IllegalArgumentException("No row " + id + " in " + sheetName);
    }

    private static int column(Sheet sheet, String header) {
        for (var cell : sheet.getRow(0)) {
            if (cell.getStringCellValue().equals(header)) {
                return cell.getColumnIndex();
            }
        }
        throw new IllegalArgumentException("No column " + header);
    }

    private static List<CellError> complaints(RuleFolder folder) {
        var errors = new ArrayList<>(folder.errors());
        if (errors.isEmpty()) {
            SeriesCheck.check(folder.tables(), errors);
        }
        return errors;
    }

    private static void says(CellError error, String place, String words) {
        assertThat(error.place()).startsWith(place);
        assertThat(error.ru()).contains(words);
        assertThat(error.en()).isNotBlank();
    }
}
