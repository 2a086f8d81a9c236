package io.rapport.ruleset.workbook;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Reads an .xlsx into raw cells. Formulas count by the value that was saved with them; none is ever evaluated. */
public final class WorkbookReader {

    private static final int MAX_ROWS = 10_000;
    private static final int MAX_COLUMNS = 60;
    private static final int MAX_MERGED_REGIONS = 200;
    private static final int MAX_DIGITS = 64;
    private static final int MAX_SCALE = 400;

    private WorkbookReader() {}

    /** The workbook, or empty with the reason added to {@code errors}. */
    public static Optional<RawWorkbook> read(String file, byte[] bytes, List<CellError> errors) {
        Optional<CellError> refusal = ZipGuard.refusal(file, bytes);
        if (refusal.isPresent()) {
            errors.add(refusal.get());
            return Optional.empty();
        }
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            var sheets = new ArrayList<RawSheet>();
            for (Sheet sheet : workbook) {
                sheet(file, sheet, errors).ifPresent(sheets::add);
            }
            return sheets.size() < workbook.getNumberOfSheets()
                    ? Optional.empty()
                    : Optional.of(new RawWorkbook(file, List.copyOf(sheets)));
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            errors.add(new CellError(
                    file,
                    null,
                    null,
                    null,
                    "Не удалось прочитать книгу: " + e.getMessage(),
                    "The workbook cannot be read: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<RawSheet> sheet(String file, Sheet sheet, List<CellError> errors) {
        if (sheet.getNumMergedRegions() > MAX_MERGED_REGIONS) {
            errors.add(new CellError(
                    file,
                    sheet.getSheetName(),
                    null,
                    null,
                    "Слишком много объединённых ячеек: " + sheet.getNumMergedRegions() + ". Разъедините их.",
                    "Too many merged cells: " + sheet.getNumMergedRegions() + ". Unmerge them."));
            return Optional.empty();
        }
        var rows = new ArrayList<RawSheet.RawRow>();
        for (Row row : sheet) {
            RawSheet.RawRow raw = row(row);
            if (raw.isBlank()) {
                continue;
            }
            if (rows.size() > MAX_ROWS || raw.cells().size() > MAX_COLUMNS) {
                errors.add(new CellError(
                        file,
                        sheet.getSheetName(),
                        CellReference.convertNumToColString(
                                        Math.max(0, raw.cells().size() - 1))
                                + raw.number(),
                        null,
                        "Лист слишком велик: допустимо не больше 10000 строк и 60 столбцов.",
                        "The sheet is too large: at most 10,000 rows and 60 columns."));
                return Optional.empty();
            }
            rows.add(raw);
        }
        return Optional.of(new RawSheet(file, sheet.getSheetName(), List.copyOf(rows)));
    }

    private static RawSheet.RawRow row(Row row) {
        var cells = new ArrayList<RawCell>();
        int last = -1;
        for (Cell cell : row) {
            while (cells.size() < cell.getColumnIndex()) {
                cells.add(RawCell.blank(new CellReference(row.getRowNum(), cells.size()).formatAsString(false)));
            }
            RawCell raw = cell(cell);
            cells.add(raw);
            if (!raw.isBlank()) {
                last = cells.size();
            }
        }
        return new RawSheet.RawRow(row.getRowNum() + 1, List.copyOf(cells.subList(0, Math.max(0, last))));
    }

    private static RawCell cell(Cell cell) {
        String address = cell.getAddress().formatAsString();
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case NUMERIC -> number(address, (XSSFCell) cell);
            case BOOLEAN ->
                new RawCell(address, RawCell.Kind.BOOLEAN, cell.getBooleanCellValue() ? "да" : "нет", null, null);
            case ERROR ->
                new RawCell(
                        address,
                        RawCell.Kind.ERROR,
                        FormulaError.forInt(cell.getErrorCellValue()).getString(),
                        null,
                        null);
            case STRING -> text(address, cell.getStringCellValue());
            default -> RawCell.blank(address);
        };
    }

    private static RawCell number(String address, XSSFCell cell) {
        String stored = cell.getRawValue();
        if (stored == null || stored.length() > MAX_DIGITS || !isPlausible(stored)) {
            String shown = cell.getCellType() == CellType.FORMULA ? "=" + cell.getCellFormula() : "#?";
            return new RawCell(address, RawCell.Kind.ERROR, shown, null, null);
        }
        if (DateUtil.isCellDateFormatted(cell)) {
            var instant = cell.getLocalDateTimeCellValue();
            var date = instant == null ? null : instant.toLocalDate();
            return new RawCell(address, RawCell.Kind.DATE, String.valueOf(date), new BigDecimal(stored), date);
        }
        // The stored text, not the double: 0.1 stays 0.1.
        String plain = new BigDecimal(stored).stripTrailingZeros().toPlainString();
        // From the plain text, because 20 stripped of its zero would be 2E+1.
        return new RawCell(address, RawCell.Kind.NUMBER, plain, new BigDecimal(plain), null);
    }

    /** Whether it is a number that a spreadsheet can hold: a hand-made file may ask for a billion digits in ten characters. */
    private static boolean isPlausible(String stored) {
        try {
            return Math.abs(new BigDecimal(stored).scale()) < MAX_SCALE;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static RawCell text(String address, String value) {
        String text = value.replace('\u00a0', ' ').strip();
        return text.isEmpty() ? RawCell.blank(address) : new RawCell(address, RawCell.Kind.TEXT, text, null, null);
    }
}
