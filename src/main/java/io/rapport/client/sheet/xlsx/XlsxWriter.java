package io.rapport.client.sheet.xlsx;

import io.rapport.client.sheet.row.Formulas;
import io.rapport.client.sheet.row.SheetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The smallest workbook there is: one sheet of texts. What starts like a formula carries the mark of a quoted cell, too. */
public final class XlsxWriter implements SheetWriter {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final String RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

    private final ZipOutputStream zip;
    private final Writer text;

    public XlsxWriter(OutputStream out) throws IOException {
        this.zip = new ZipOutputStream(out);
        this.text = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        entry("[Content_Types].xml", """
                <Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="%sstyles+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="%sworksheet+xml"/></Types>""".formatted(PACKAGE, TYPE, TYPE, TYPE));
        entry("_rels/.rels", """
                <Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>""".formatted(PACKAGE, RELATION));
        entry("xl/workbook.xml", """
                <workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="Rapport" sheetId="1" r:id="rId1"/></sheets></workbook>""".formatted(MAIN, RELATION));
        entry("xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>\
                <Relationship Id="rId2" Type="%s/styles" Target="styles.xml"/></Relationships>""".formatted(PACKAGE, RELATION, RELATION));
        entry("xl/styles.xml", """
                <styleSheet xmlns="%s"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>\
                <cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49"/><xf numFmtId="49" quotePrefix="1"/></cellXfs></styleSheet>""".formatted(MAIN));
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
        text.write(HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
    }

    private void entry(String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        text.write(HEAD + xml);
        text.flush();
        zip.closeEntry();
    }

    @Override
    public void write(List<? extends @Nullable String> cells) throws IOException {
        text.write("<row>");
        for (String cell : cells) {
            if (cell == null || cell.isEmpty()) {
                text.write("<c/>");
            } else {
                text.write(Formulas.isArmed(cell) ? "<c t=\"inlineStr\" s=\"1\"" : "<c t=\"inlineStr\" s=\"0\"");
                text.write("><is><t xml:space=\"preserve\">");
                text.write(escaped(cell));
                text.write("</t></is></c>");
            }
        }
        text.write("</row>");
    }

    /** XML has no place for most control characters, however they are written. */
    private static String escaped(String cell) {
        var xml = new StringBuilder();
        cell.codePoints().limit(XlsxText.LONGEST).forEach(c -> {
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                default -> {
                    boolean sound = c >= 0x20 && c < 0xD800
                            || c == '\t'
                            || c == '\n'
                            || c > 0xDFFF && c != 0xFFFE && c != 0xFFFF;
                    xml.appendCodePoint(sound ? c : '\uFFFD');
                }
            }
        });
        return xml.toString();
    }

    @Override
    public void close() throws IOException {
        text.write("</sheetData></worksheet>");
        text.flush();
        zip.closeEntry();
        zip.close();
    }
}
