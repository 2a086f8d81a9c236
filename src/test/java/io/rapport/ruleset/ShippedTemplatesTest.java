package io.rapport.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.conversation.TemplateWriter;
import io.rapport.decision.Brief;
import io.rapport.decision.TemplateText;
import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.stage.Replying;
import io.rapport.ruleset.table.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients may come to read: every variant of every template, with all its values and with none of the optional ones. */
class ShippedTemplatesTest {

    private static final int LONGEST = 1_000;
    private static final Pattern UGLY = Pattern.compile("[{}]| {2}| [,.!?;:](?!\\))|^\\s|\\s$|«»|\\(\\)|,,");
    private static final Pattern MONEY = Pattern.compile("\\d[\\d\\s\\u00a0]*\\s?(₽|руб|р\\.|\\$|€)");

    static Stream<Named<Template>> templates() {
        return all().stream().map(template -> Named.of(template.id() + " (" + template.language() + ")", template));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void canBeWordedWithAllValuesAndWithoutOptionalOnes(Template template) {
        Map<String, String> all = sample(template);
        Map<String, String> necessary = new HashMap<>(all);
        for (TemplateText variant : template.variants()) {
            variant.placeholders().stream()
                    .filter(TemplateText.Placeholder::isOptional)
                    .forEach(optional -> necessary.remove(key(optional)));
        }
        for (TemplateText variant : template.variants()) {
            assertReadable(template, variant, all);
        }
        assertThat(template.variants())
                .as("%s must have a variant that does without optional values", template.cell())
                .anySatisfy(variant -> assertReadable(template, variant, necessary));
    }

    private static void assertReadable(Template template, TemplateText variant, Map<String, String> values) {
        String text = TemplateWriter.write(new Brief(
                1,
                template.language(),
                List.of(new Brief.Part(template.id(), List.of(variant.toString()), 0, values, List.of()))));
        assertThat(text)
                .as("%s, %s: %s", template.cell(), template.id(), variant)
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(LONGEST)
                .doesNotContainPattern(UGLY);
        assertThat(variant.literals()).as("a price comes from the catalogue").doesNotContainPattern(MONEY);
    }

    @Test
    void everyTemplateExistsInBothLanguages() {
        Map<String, Set<String>> languages = all().stream()
                .collect(Collectors.groupingBy(
                        Template::id, TreeMap::new, Collectors.mapping(Template::language, Collectors.toSet())));

        assertThat(languages)
                .allSatisfy((id, spoken) -> assertThat(spoken).as(id).containsExactlyInAnyOrder("ru", "en"));
    }

    @Test
    void everyPriceAndProductIsInTheCatalogue() throws IOException {
        Set<String> products = Files.readAllLines(Path.of("db/demo/products.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, Math.max(0, line.indexOf(','))))
                .collect(Collectors.toSet());
        var named = new TreeSet<String>();
        all().stream()
                .flatMap(template -> template.variants().stream())
                .flatMap(variant -> variant.placeholders().stream())
                .map(TemplateText.Placeholder::argument)
                .filter(java.util.Objects::nonNull)
                .forEach(named::add);
        Shipped.rules().tables().table("replies").rows().stream()
                .map(row -> row.text("product"))
                .filter(java.util.Objects::nonNull)
                .filter(product ->
                        !Replying.NAMED_PRODUCT.contains(product) && !Replying.LAST_PRODUCT.contains(product))
                .forEach(named::add);

        assertThat(products).containsAll(named);
    }

    @Test
    void everyButtonIsASignalOrACommand() {
        CodeList signals = Shipped.rules().tables().lists().get("signals");

        assertThat(all().stream().flatMap(template -> template.buttons().stream()))
                .isNotEmpty()
                .allSatisfy(button -> assertThat(button.data())
                        .as(button.label())
                        .satisfiesAnyOf(
                                data -> assertThat(data).isEqualTo("share-contact"),
                                data -> assertThat(signals.codes()).contains(data.split(":")[0])));
    }

    private static List<Template> all() {
        return Shipped.rules().tables().templates();
    }

    private static Map<String, String> sample(Template template) {
        var values = new HashMap<String, String>();
        template.variants().stream()
                .flatMap(variant -> variant.placeholders().stream())
                .forEach(placeholder -> values.put(key(placeholder), sample(placeholder.name())));
        return values;
    }

    private static String key(TemplateText.Placeholder placeholder) {
        return placeholder.argument() == null ? placeholder.name() : placeholder.name() + ":" + placeholder.argument();
    }

    private static String sample(String placeholder) {
        return switch (placeholder) {
            case "name" -> "Анна";
            case "link", "material_link", "promised_link", "policy_link", "review_link" -> "https://bereg.example/m/1";
            case "prices" -> "• Группа — 7\u00a0900\u00a0₽ в месяц\n• Клуб — 2\u00a0900\u00a0₽ в месяц";
            case "price" -> "7\u00a0900\u00a0₽";
            default -> "образец";
        };
    }
}
