package io.rapport.client.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.client.sheet.row.SheetRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1251", "UTF-16"})
    void findsOutInWhichEncodingAFileMakesSense(String encoding) throws Exception {
        var file = file("Имя;Ёлка\nГёте;ЖК№1".getBytes(Charset.forName(encoding)));

        assertThat(file.encoding()).isEqualTo(encoding);
        assertThat(rows(file))
                .extracting(SheetRow::cells)
                .containsExactly(List.of("Имя", "Ёлка"), List.of("Гёте", "ЖК№1"));
    }

    @ParameterizedTest
    @ValueSource(chars = {';', ',', '\t'})
    void findsTheSeparatorByTheFirstLine(char separator) throws Exception {
        var file = file("\ufeffИмя%cТелефон\n\"Анна%c Иванова\"%c1\n"
                .formatted(separator, separator, separator)
                .getBytes(StandardCharsets.UTF_8));

        assertThat(file.separator()).isEqualTo(separator);
        assertThat(rows(file).get(0).cells()).containsExactly("Имя", "Телефон");
        assertThat(rows(file).get(1).cells()).containsExactly("Анна" + separator + " Иванова", "1");
    }

    @Test
    void numbersRowsAsASpreadsheetDoesBlankOnesIncluded() throws Exception {
        var rows = rows(file("sep=;\r\na;b\r\n\r\n\"two\nlines\";2\r\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(rows).extracting(SheetRow::number).containsExactly(1, 2, 3);
        assertThat(rows.get(1).isBlank()).isTrue();
        assertThat(rows.get(2).cell(0)).isEqualTo("two\nlines");
    }

    @Test
    void refusesWhatIsHalfUtf8NamesTheRowOfAnOpenQuoteAndTellsOldWorkbooksApart() throws Exception {
        var mixed = new ByteArrayOutputStream();
        mixed.write("Имена и фамилии;".getBytes(StandardCharsets.UTF_8));
        mixed.write("Имя".getBytes(Charset.forName("windows-1251")));
        assertThatThrownBy(() -> file(mixed.toByteArray()))
                .isInstanceOf(SheetRefused.class)
                .hasMessageContaining("UTF-8");

        assertThatThrownBy(() -> rows(file("a;b\n1;2\n\"open;3\n4;5\n".getBytes(StandardCharsets.UTF_8))))
                .hasMessageStartingWith("row 3: quotes");

        assertThatThrownBy(() -> file(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0}))
                .hasMessageContaining("save it as .xlsx");
        assertThatThrownBy(() -> file(new byte[0])).hasMessageContaining("empty");
        assertThatThrownBy(() -> file(new byte[] {'a', 0, 'b'})).hasMessageContaining("NUL");
    }

    @ParameterizedTest
    @EnumSource(SheetFile.Format.class)
    void readsBackWhatItWroteAndRunsNoFormula(SheetFile.Format format) throws Exception {
        var cells = List.of("=1+1", "+7 916", "'=x", "@SUM", "\tтаб", "<b>&\"", "Анна", "-", "a\u0001b");
        var out = new ByteArrayOutputStream();
        try (var writer = SheetFile.writer(format, out)) {
            writer.write(cells);
            writer.write(List.of("", "2"));
        }

        var file = file(out.toByteArray());

        assertThat(file.format()).isEqualTo(format);
        var back = rows(file);
        assertThat(back.get(0).cells().subList(0, 4)).isEqualTo(cells.subList(0, 4));
        assertThat(back.get(0).cells().subList(5, 8)).isEqualTo(cells.subList(5, 8));
        assertThat(back.get(1).cells()).containsExactly("", "2");
        if (format == SheetFile.Format.CSV) {
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("'=1+1", "'+7 916", "''=x", "'@SUM", "'\tтаб");
        }
    }

    private SheetFile file(byte[] bytes) throws IOException, SheetRefused {
        return SheetFile.of(Files.write(folder.resolve("table"), bytes));
    }

    static List<SheetRow> rows(SheetFile file) throws SheetRefused {
        List<SheetRow> all = new ArrayList<>();
        try (var rows = file.open()) {
            for (SheetRow row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return all;
    }
}
