package io.rapport.client.sheet;

import io.rapport.client.sheet.row.SheetRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** In which encoding a text file makes sense: strictly UTF-8, else what Russian Excel writes. */
final class Encoding {

    private static final int BUFFER = 1 << 16;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER);
    private long letters;
    private long faults;

    private Encoding() {}

    static String of(Path path) throws SheetRefused {
        var encoding = new Encoding();
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = new byte[BUFFER];
            int read = in.readNBytes(bytes, 0, 2);
            if (read == 2 && (bytes[0] & 0xff) >= 0xfe && (bytes[1] & 0xff) >= 0xfe) {
                return "UTF-16";
            }
            while (read >= 0) {
                int kept = encoding.take(ByteBuffer.wrap(bytes, 0, read), false);
                int more = in.read(bytes, kept, BUFFER - kept);
                read = more < 0 ? -1 : kept + more;
                if (more < 0) {
                    encoding.take(ByteBuffer.wrap(bytes, 0, kept), true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return encoding.verdict();
    }

    /** @return how many bytes at the beginning are those of a letter that is not whole yet */
    private int take(ByteBuffer bytes, boolean last) throws SheetRefused {
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, last);
            count();
            if (!result.isError()) {
                int kept = bytes.remaining();
                bytes.compact();
                return kept;
            }
            faults++;
            bytes.position(bytes.position() + result.length());
        }
    }

    private void count() throws SheetRefused {
        chars.flip();
        while (chars.hasRemaining()) {
            char c = chars.get();
            if (c == 0) {
                throw new SheetRefused(
                        "в файле нулевой знак: он повреждён, или это не таблица",
                        "a NUL character: the file is damaged, or no table");
            }
            letters += c > 127 && c != '\ufeff' ? 1 : 0;
        }
        chars.clear();
    }

    /** A cut or mixed UTF-8 file would also pass as cp1251, and fill the base with «РџСЂРё…». */
    private String verdict() throws SheetRefused {
        if (faults > 0 && letters > faults) {
            throw new SheetRefused(
                    "часть файла в UTF-8, а часть нет: сохраните его заново как «CSV UTF-8»",
                    "a part of the file is UTF-8 and a part is not: save it again as \"CSV UTF-8\"");
        }
        return faults == 0 ? StandardCharsets.UTF_8.name() : "windows-1251";
    }
}
