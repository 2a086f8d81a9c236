package io.rapport.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.decision.Brief;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateWriterTest {

    @ParameterizedTest(name = "{0} variants")
    @ValueSource(ints = {2, 3, 4})
    void neverSaysOneLineTwiceRunning(int variants) {
        List<String> lines =
                LongStream.range(0, variants).mapToObj(i -> "Вариант " + i).toList();
        for (long client = 1; client <= 50; client++) {
            for (int uses = 0; uses < 10; uses++) {
                assertThat(said(client, uses, lines)).isNotEqualTo(said(client, uses + 1, lines));
            }
        }
    }

    @Test
    void neverSaysOneLineTwiceRunningWhereAVariantLacksAValue() {
        List<String> lines = List.of("Раз", "Цена {price}", "Два");

        for (int uses = 0; uses < 10; uses++) {
            assertThat(said(1, uses, lines)).isIn("Раз", "Два").isNotEqualTo(said(1, uses + 1, lines));
        }
    }

    @Test
    void spreadsClientsOverTheVariants() {
        List<String> lines = List.of("Раз", "Два", "Три");
        var counts = new HashMap<String, Integer>();
        for (long client = 1; client <= 3_000; client++) {
            counts.merge(said(client, 0, lines), 1, Integer::sum);
        }

        assertThat(counts.values())
                .hasSize(3)
                .allSatisfy(count -> assertThat(count).isBetween(800, 1_200));
    }

    @Test
    void saysTheSameForTheSameBrief() {
        List<String> lines = List.of("Раз", "Два", "Три");

        assertThat(said(7, 1, lines)).isEqualTo(said(7, 1, lines));
    }

    @Test
    void saysNothingRatherThanALineWithAHole() {
        assertThat(said(1, 0, List.of("Цена: {price}.", "Всего {price}"))).isEmpty();
        assertThat(write(part("t", 0, Map.of("price", " "), "Цена: {price}.", "Всего {price}")))
                .isEmpty();
        assertThat(said(1, 0, List.of("Здравствуйте{, name}!"))).isEqualTo("Здравствуйте!");
    }

    @Test
    void findsTheValueOfAPlaceholderWithItsArgument() {
        assertThat(write(part("t", 0, Map.of("price:GROUP", "7 900 ₽"), "Группа — {price:GROUP}")))
                .isEqualTo("Группа — 7 900 ₽");
        assertThat(write(part("t", 0, Map.of("price", "7 900 ₽"), "Группа — {price:GROUP}")))
                .isEmpty();
    }

    @Test
    void putsThePartsIntoParagraphsAndRepeatsNone() {
        assertThat(write(
                        part("a", 0, Map.of(), "Раз"),
                        part("b", 0, Map.of(), "{price}"),
                        part("c", 0, Map.of(), "Раз"),
                        part("d", 0, Map.of(), "Два")))
                .isEqualTo("Раз\n\nДва");
    }

    private static String said(long client, int uses, List<String> variants) {
        return TemplateWriter.write(
                new Brief(client, "ru", List.of(new Brief.Part("t", variants, uses, Map.of(), List.of()))));
    }

    private static String write(Brief.Part... parts) {
        return TemplateWriter.write(new Brief(1, "ru", Arrays.asList(parts)));
    }

    private static Brief.Part part(String template, int uses, Map<String, String> values, String... variants) {
        return new Brief.Part(template, List.of(variants), uses, values, List.of());
    }
}
