package io.rapport.client.sheet.xlsx;

import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.client.sheet.row.SheetRow;
import io.rapport.client.sheet.row.SheetRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The first sheet of a workbook as it streams by. Formulas count by the value that was saved with them. */
public final class XlsxRows implements SheetRows {

    private static final int MOST_ENTRIES = 2_000;

    private final ZipFile zip;
    private final XlsxBook book;
    private final XMLStreamReader xml;
    private int number;

    private XlsxRows(ZipFile zip, XlsxBook book, XMLStreamReader xml) {
        this.zip = zip;
        this.book = book;
        this.xml = xml;
    }

    public static XlsxRows open(Path path) throws SheetRefused {
        ZipFile zip = null;
        try {
            zip = new ZipFile(path.toFile());
            if (zip.size() > MOST_ENTRIES) {
                throw SheetRefused.notAWorkbook();
            }
            var book = XlsxBook.of(zip);
            return new XlsxRows(zip, book, SoundXml.reader(zip.getInputStream(book.sheet())));
        } catch (IOException | XMLStreamException | RuntimeException e) {
            close(zip);
            throw SheetRefused.notAWorkbook();
        } catch (SheetRefused e) {
            close(zip);
            throw e;
        }
    }

    @Override
    public @Nullable SheetRow next() throws SheetRefused {
        try {
            while (xml.hasNext()) {
                int what = xml.next();
                if (what == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("row")) {
                    return row();
                }
            }
            return null;
        } catch (XMLStreamException | RuntimeException e) {
            throw SheetRefused.notAWorkbook();
        }
    }

    private SheetRow row() throws XMLStreamException, SheetRefused {
        String said = xml.getAttributeValue(null, "r");
        // never backwards: a place in the file is remembered by it
        number = Math.max(number + 1, said == null ? 0 : Integer.parseInt(said));
        List<String> cells = new ArrayList<>();
        int next = 0;
        int filled = 0;
        while (true) {
            int what = xml.next();
            if (what == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
                return new SheetRow(number, List.copyOf(cells.subList(0, filled)));
            }
            if (what == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
                String address = xml.getAttributeValue(null, "r");
                int column = address == null ? next : column(address);
                String text = cell().strip();
                next = column + 1;
                if (!text.isEmpty()) {
                    if (column >= SheetRow.MOST_CELLS) {
                        throw SheetRefused.tooManyColumns(number);
                    }
                    while (cells.size() <= column) {
                        cells.add("");
                    }
                    cells.set(column, text);
                    filled = Math.max(filled, column + 1);
                }
            }
        }
    }

    private String cell() throws XMLStreamException, SheetRefused {
        String type = xml.getAttributeValue(null, "t");
        String style = xml.getAttributeValue(null, "s");
        String value = "";
        while (true) {
            int what = xml.next();
            if (what == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
                return shown(type == null ? "n" : type, style, value);
            }
            if (what == XMLStreamConstants.START_ELEMENT) {
                String tag = xml.getLocalName();
                String text = XlsxText.within(xml, tag);
                value = tag.equals("v") || tag.equals("is") ? text : value;
            }
        }
    }

    private String shown(String type, @Nullable String style, String value) {
        return switch (type) {
            case "s" -> book.strings().get(Integer.parseInt(value.strip()));
            case "b" -> value.strip().equals("1") ? "да" : "нет";
            case "n" ->
                value.isBlank()
                        ? ""
                        : XlsxText.number(
                                value.strip(),
                                style != null && book.dateStyles().contains(Integer.parseInt(style)));
            default -> value;
        };
    }

    /** B12 is in column 1. */
    private static int column(String address) {
        int column = 0;
        for (int i = 0; i < address.length() && i < 4 && Character.isLetter(address.charAt(i)); i++) {
            column = column * 26 + address.charAt(i) - 'A' + 1;
        }
        return column - 1;
    }

    @Override
    public void close() {
        close(zip);
    }

    private static void close(@Nullable ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
