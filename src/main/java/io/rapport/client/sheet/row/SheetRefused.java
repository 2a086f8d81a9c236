package io.rapport.client.sheet.row;

/** The file cannot be read as a table; says why in both languages. */
public final class SheetRefused extends Exception {

    private final String ru;

    public SheetRefused(String ru, String en) {
        super(en);
        this.ru = ru;
    }

    public String ru() {
        return ru;
    }

    public String en() {
        return getMessage();
    }

    public static SheetRefused tooManyColumns(int row) {
        return new SheetRefused(
                "строка %d: больше %d столбцов".formatted(row, SheetRow.MOST_CELLS),
                "row %d: more than %d columns".formatted(row, SheetRow.MOST_CELLS));
    }

    public static SheetRefused tooLarge() {
        return new SheetRefused(
                "книга слишком велика в распакованном виде: сохраните лист как «CSV UTF-8»",
                "the workbook unpacks to too much: save the sheet as \"CSV UTF-8\"");
    }

    public static SheetRefused notAWorkbook() {
        return new SheetRefused(
                "файл повреждён или устроен не как книга Excel: сохраните лист как «CSV UTF-8»",
                "the file is damaged or not built like an Excel workbook: save the sheet as \"CSV UTF-8\"");
    }
}
