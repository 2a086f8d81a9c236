package io.rapport.client.sheet.xlsx;

import io.rapport.client.sheet.row.SheetRefused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a workbook keeps outside of its sheets.
 *
 * @param strings the texts that cells refer to by number
 * @param dateStyles the cell styles that show a number as a date
 * @param sheet the entry of the first sheet
 */
record XlsxBook(List<String> strings, Set<Integer> dateStyles, ZipEntry sheet) {

    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    /** In bytes, about; many rows say the same few things. */
    private static final long MOST_STRINGS = 96L << 20;

    private static final int TEXT_OVERHEAD = 56;

    static XlsxBook of(ZipFile zip) throws IOException, XMLStreamException, SheetRefused {
        return new XlsxBook(strings(zip), dateStyles(zip), sheet(zip));
    }

    private static ZipEntry sheet(ZipFile zip) throws IOException, XMLStreamException, SheetRefused {
        String target = "worksheets/sheet1.xml";
        String relation = null;
        for (var tags = new Tags(zip, "xl/workbook.xml"); relation == null && tags.next(); ) {
            if (tags.name().equals("sheet")) {
                relation = tags.xml().getAttributeValue(RELATIONS, "id");
            }
        }
        for (var tags = new Tags(zip, "xl/_rels/workbook.xml.rels"); relation != null && tags.next(); ) {
            if (relation.equals(tags.xml().getAttributeValue(null, "Id"))) {
                target = tags.xml().getAttributeValue(null, "Target");
            }
        }
        ZipEntry entry = zip.getEntry(target.startsWith("/") ? target.substring(1) : "xl/" + target);
        if (entry == null) {
            throw SheetRefused.notAWorkbook();
        }
        return entry;
    }

    private static List<String> strings(ZipFile zip) throws IOException, XMLStreamException, SheetRefused {
        List<String> strings = new ArrayList<>();
        long weight = 0;
        for (var tags = new Tags(zip, "xl/sharedStrings.xml"); tags.next(); ) {
            if (tags.name().equals("si")) {
                String text = XlsxText.within(tags.xml(), "si");
                strings.add(text);
                weight += TEXT_OVERHEAD + 2L * text.length();
                if (weight > MOST_STRINGS) {
                    throw SheetRefused.tooLarge();
                }
            }
        }
        return strings;
    }

    private static Set<Integer> dateStyles(ZipFile zip) throws IOException, XMLStreamException {
        Map<String, String> own = new HashMap<>();
        Set<Integer> dates = new HashSet<>();
        boolean inCells = false;
        int style = 0;
        for (var tags = new Tags(zip, "xl/styles.xml"); tags.next(); ) {
            XMLStreamReader xml = tags.xml();
            switch (tags.name()) {
                case "numFmt" ->
                    own.put(xml.getAttributeValue(null, "numFmtId"), xml.getAttributeValue(null, "formatCode"));
                case "cellStyleXfs", "cellStyles", "dxfs" -> inCells = false;
                case "cellXfs" -> inCells = true;
                case "xf" -> {
                    String format = xml.getAttributeValue(null, "numFmtId");
                    if (inCells && isDate(format, own.get(format))) {
                        dates.add(style);
                    }
                    style += inCells ? 1 : 0;
                }
                default -> {
                    // nothing that tells a date
                }
            }
        }
        return dates;
    }

    private static boolean isDate(String id, String format) {
        if (format != null) {
            return format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "").matches("(?i).*[ymdгд].*");
        }
        return id != null && id.matches("1[4-9]|2[0-2]|4[5-7]");
    }

    /** The start tags of an entry; none if there is no such entry. */
    private static final class Tags {

        private final XMLStreamReader xml;

        Tags(ZipFile zip, String name) throws IOException, XMLStreamException {
            ZipEntry entry = zip.getEntry(name);
            this.xml = entry == null ? null : SoundXml.reader(zip.getInputStream(entry));
        }

        boolean next() throws XMLStreamException {
            while (xml != null && xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    return true;
                }
            }
            return false;
        }

        String name() {
            return xml.getLocalName();
        }

        XMLStreamReader xml() {
            return xml;
        }
    }
}
