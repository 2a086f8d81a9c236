package io.rapport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void leavesOrdinaryTextAsItIs() {
        String text = "Ёлка 🎄 и «кавычки»\nвторая строка\t!";
        assertThat(PlainText.clean(text)).isSameAs(text);
        assertThat(PlainText.cut(text, 4096)).isSameAs(text);
    }

    @Test
    void replacesWhatIsNoCharacter() {
        assertThat(PlainText.clean("a\0b\ud83dc\ude00")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    }

    @Test
    void cutsBetweenWords() {
        assertThat(PlainText.cut("один два три", 10)).isEqualTo("один два…");
        assertThat(PlainText.cut("сплошноеслово", 5)).isEqualTo("спло…");
    }

    @Test
    void neverCutsACharacterInTwo() {
        var random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            String text = PlainText.clean(junk(random));
            int max = 2 + random.nextInt(40);
            String cut = PlainText.cut(text, max);
            assertThat(cut.length()).isLessThanOrEqualTo(max);
            assertThat(PlainText.clean(cut)).isEqualTo(cut);
        }
    }

    @Test
    void makesNamesOfOneLineThatTurnNothingAround() {
        assertThat(PlainText.name(" Анна\n\u202EМария\u2066 \u200F П. ")).isEqualTo("Анна Мария П.");
        assertThat(PlainText.name("x".repeat(100))).hasSize(64);
        assertThat(PlainText.name("\0\u200B")).isEqualTo("\uFFFD");
    }

    private static String junk(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            text.append(
                    switch (random.nextInt(4)) {
                        case 0 -> "😀";
                        case 1 -> " ";
                        case 2 -> String.valueOf((char) random.nextInt(0x10000));
                        default -> "я";
                    });
        }
        return text.toString();
    }
}
