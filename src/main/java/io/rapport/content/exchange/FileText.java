package io.rapport.content.exchange;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;

/** The text of somebody else's file, and the encoding in which it made sense. */
record FileText(String text, String encoding) {

    static final int MOST_BYTES = 5 * 1024 * 1024;

    private static final Charset CP1251 = Charset.forName("windows-1251");

    static FileText of(byte[] bytes) throws FileRefused {
        if (bytes.length > MOST_BYTES) {
            throw new FileRefused("файл больше 5 МБ", "the file is larger than 5 MB");
        }
        if (startsWith(bytes, 'P', 'K', 3, 4) || startsWith(bytes, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new FileRefused(
                    "это книга Excel: сохраните лист как «CSV UTF-8»",
                    "this is an Excel workbook: save the sheet as \"CSV UTF-8\"");
        }
        FileText file = decoded(bytes);
        int nul = file.text.indexOf('\0');
        if (nul >= 0) {
            throw refusedAt(file.text, nul, "нулевой знак: файл повреждён", "a NUL character: the file is damaged");
        }
        return file;
    }

    private static FileText decoded(byte[] bytes) throws FileRefused {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return strictly(UTF_8, bytes, 3).orElseThrow(() -> damaged(bytes));
        }
        // what Excel calls "Unicode text"
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return strictly(bytes[0] == (byte) 0xFF ? UTF_16LE : UTF_16BE, bytes, 2)
                    .orElseThrow(() -> damaged(bytes));
        }
        Optional<FileText> utf8 = strictly(UTF_8, bytes, 0);
        if (utf8.isPresent()) {
            return utf8.get();
        }
        if (isMostlyUtf8(bytes)) {
            throw damaged(bytes);
        }
        return strictly(CP1251, bytes, 0).orElseThrow(() -> damaged(bytes));
    }

    private static Optional<FileText> strictly(Charset charset, byte[] bytes, int from) {
        try {
            var text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
            return Optional.of(new FileText(text.toString(), charset.name()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** A cut or mixed UTF-8 file would also pass as cp1251, and fill the tables with «РџСЂРё…». */
    private static boolean isMostlyUtf8(byte[] bytes) {
        long damaged = 0;
        long whole = 0;
        for (char c : new String(bytes, UTF_8).toCharArray()) {
            if (c == '\ufffd') {
                damaged++;
            } else if (c > 127) {
                whole++;
            }
        }
        return whole > damaged;
    }

    private static FileRefused damaged(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        return refusedAt(
                text,
                Math.max(0, text.indexOf('\ufffd')),
                "не читается ни как UTF-8, ни как Windows-1251",
                "readable neither as UTF-8 nor as windows-1251");
    }

    private static FileRefused refusedAt(String text, int offset, String ru, String en) {
        int line = 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
        return new FileRefused(new ImportError(line, "", "", ru, en));
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        if (bytes.length < head.length) {
            return false;
        }
        for (int i = 0; i < head.length; i++) {
            if (bytes[i] != (byte) head[i]) {
                return false;
            }
        }
        return true;
    }
}
