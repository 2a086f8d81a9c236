package io.rapport.client.sheet.xlsx;

import io.rapport.client.sheet.row.SheetRefused;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What is in a cell, as people see it. */
final class XlsxText {

    /** A cell of Excel holds no more. */
    static final int LONGEST = 32_767;

    private static final LocalDateTime DAY_ZERO = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final int LAST_DAY = 2_958_465;
    private static final int LONGEST_NUMBER = 64;

    private XlsxText() {}

    /** The text inside the tag that the reader is at; ruby above Asian letters is no part of it. */
    static String within(XMLStreamReader xml, String tag) throws XMLStreamException, SheetRefused {
        StringBuilder text = new StringBuilder();
        int ruby = 0;
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT ->
                    ruby += xml.getLocalName().equals("rPh") ? 1 : 0;
                case XMLStreamConstants.END_ELEMENT -> {
                    ruby -= xml.getLocalName().equals("rPh") ? 1 : 0;
                    if (xml.getLocalName().equals(tag)) {
                        return text.toString();
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
                    if (ruby == 0) {
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                    if (text.length() > LONGEST) {
                        throw SheetRefused.tooLarge();
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> throw new XMLStreamException("ends in the middle");
                default -> {
                    // nothing to be read
                }
            }
        }
    }

    /** 79161234567 and not 7.9161234567E10; a date as 2026-11-22. */
    static String number(String stored, boolean isDate) {
        if (stored.length() > LONGEST_NUMBER) {
            return stored;
        }
        try {
            var number = new BigDecimal(stored);
            if (Math.abs(number.scale()) > LONGEST_NUMBER) {
                return stored;
            }
            if (isDate && number.signum() > 0 && number.compareTo(BigDecimal.valueOf(LAST_DAY)) <= 0) {
                long seconds = Math.round(number.doubleValue() * 86_400);
                LocalDateTime at = DAY_ZERO.plus(seconds, ChronoUnit.SECONDS);
                return seconds % 86_400 == 0 ? at.toLocalDate().toString() : at.toString();
            }
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return stored;
        }
    }
}
