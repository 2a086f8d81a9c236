package io.rapport.ruleset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** An .xlsx in the making, as an analyst's hands would change it. */
public final class WorkbookBuilder {

    private final XSSFWorkbook workbook;

    private WorkbookBuilder(XSSFWorkbook workbook) {
        this.workbook = workbook;
    }

    public static WorkbookBuilder empty() {
        return new WorkbookBuilder(new XSSFWorkbook());
    }

    public static WorkbookBuilder of(byte[] bytes) {
        try {
            return new WorkbookBuilder(new XSSFWorkbook(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a cell is to hold, where a plain value does not say it. */
    public record Content(String words, Consumer<Cell> filler) {

        public static Content error() {
            return new Content("#N/A", cell -> cell.setCellErrorValue(FormulaError.NA.getCode()));
        }

        /** A formula with the value that was saved with it, which need not be right. */
        public static Content formula(String formula, double saved) {
            return new Content("=" + formula, cell -> {
                cell.setCellFormula(formula);
                cell.setCellValue(saved);
            });
        }

        /** A formula that no spreadsheet program has worked out yet. */
        public static Content formula(String formula) {
            return new Content("=" + formula, cell -> {
                cell.setCellFormula(formula);
                if (((XSSFCell) cell).getCTCell().isSetV()) {
                    ((XSSFCell) cell).getCTCell().unsetV();
                }
            });
        }

        /** Any digits, also those that no spreadsheet program would write. */
        public static Content stored(String digits) {
            return new Content(digits, cell -> {
                cell.setCellValue(0);
                ((XSSFCell) cell).getCTCell().setV(digits);
            });
        }

        public static Content formatted(double value, String format) {
            return new Content(value + " as " + format, cell -> {
                cell.setCellValue(value);
                CellStyle style = cell.getSheet().getWorkbook().createCellStyle();
                style.setDataFormat(
                        cell.getSheet().getWorkbook().createDataFormat().getFormat(format));
                cell.setCellStyle(style);
            });
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** The sheet with exactly these rows from the top; a null is a blank cell, a row without values is left out. */
    public WorkbookBuilder sheet(String name, Object[]... rows) {
        int index = workbook.getSheetIndex(name);
        if (index >= 0) {
            workbook.removeSheetAt(index);
        }
        Sheet sheet = workbook.createSheet(name);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                write(sheet, i, j, rows[i][j]);
            }
        }
        return this;
    }

    public static Object[] row(Object... values) {
        return values;
    }

    public WorkbookBuilder withoutSheet(String name) {
        workbook.removeSheetAt(workbook.getSheetIndex(name));
        return this;
    }

    public WorkbookBuilder renamed(String sheet, String name) {
        workbook.setSheetName(workbook.getSheetIndex(sheet), name);
        return this;
    }

    /** @param address such as {@code E7} */
    public Target cell(String sheet, String address) {
        return new Target(workbook.getSheet(sheet), new CellReference(address));
    }

    public final class Target {

        private final Sheet sheet;
        private final CellReference place;

        private Target(Sheet sheet, CellReference place) {
            this.sheet = sheet;
            this.place = place;
        }

        public WorkbookBuilder is(Object value) {
            write(sheet, place.getRow(), place.getCol(), value);
            return WorkbookBuilder.this;
        }
    }

    public WorkbookBuilder mergedPairs(String sheet, int pairs) {
        Sheet merged = workbook.getSheet(sheet);
        for (int i = 0; i < pairs; i++) {
            merged.addMergedRegionUnsafe(new CellRangeAddress(i, i, 70, 71));
        }
        return this;
    }

    public WorkbookBuilder with(Consumer<XSSFWorkbook> change) {
        change.accept(workbook);
        return this;
    }

    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (workbook) {
            workbook.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Sheet sheet, int rowIndex, int columnIndex, Object value) {
        if (value == null) {
            return;
        }
        Row row = sheet.getRow(rowIndex) == null ? sheet.createRow(rowIndex) : sheet.getRow(rowIndex);
        Cell cell = row.getCell(columnIndex) == null ? row.createCell(columnIndex) : row.getCell(columnIndex);
        if (value instanceof Content content) {
            content.filler().accept(cell);
        } else if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof Boolean yesOrNo) {
            cell.setCellValue(yesOrNo);
        } else if (value instanceof LocalDate date) {
            cell.setCellValue(date);
            CellStyle style = sheet.getWorkbook().createCellStyle();
            style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("dd.mm.yyyy"));
            cell.setCellStyle(style);
        } else {
            cell.setCellValue(value.toString());
        }
    }
}
