package io.rapport.client.sheet.xlsx;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as spreadsheet programs write it, and nothing else: bounded in all, bounded between two tags (a parser gathers an attribute
 * in memory), and without declarations, comments and CDATA, none of which they write.
 */
final class SoundXml extends FilterInputStream {

    private static final long MOST_BYTES = 512L << 20;
    private static final int LONGEST_PIECE = 1 << 20;
    private static final XMLInputFactory FACTORY = factory();

    private long read;
    private int sinceTag;
    private boolean atTag;

    private SoundXml(InputStream in) {
        super(in);
    }

    /** What the file says of its own encoding is not asked: spreadsheets are UTF-8. */
    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(new InputStreamReader(new SoundXml(in), StandardCharsets.UTF_8));
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int some = super.read(bytes, offset, length);
        for (int i = offset; i < offset + some; i++) {
            check(bytes[i]);
        }
        return some;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            check((byte) one);
        }
        return one;
    }

    private void check(byte b) throws IOException {
        read++;
        if (atTag && (b == '!' || b == '?' && read > 8)) {
            throw new IOException("a declaration");
        }
        atTag = b == '<';
        sinceTag = atTag ? 0 : sinceTag + 1;
        if (read > MOST_BYTES || sinceTag > LONGEST_PIECE) {
            throw new IOException("too much");
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }
}
