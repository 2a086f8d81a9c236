package io.rapport.engagement;

import io.rapport.client.Client;
import io.rapport.content.Catalogue;
import io.rapport.content.ContentItem;
import io.rapport.content.ContentLibrary;
import io.rapport.content.PriceList;
import io.rapport.content.Prices;
import io.rapport.content.Product;
import io.rapport.content.knowledge.Found;
import io.rapport.decision.Brief;
import io.rapport.decision.ContentChoice;
import io.rapport.decision.Reply;
import io.rapport.fact.Deeds;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.table.Tables;
import io.rapport.ruleset.table.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Gathers what a reply needs to be worded: templates, and values from facts, catalogue, knowledge and content. */
@Component
class Briefing {

    private final Catalogue catalogue;
    private final ContentLibrary library;
    private final String school;

    Briefing(Catalogue catalogue, ContentLibrary library, @Value("${rapport.school:Берег}") String school) {
        this.catalogue = catalogue;
        this.library = library;
        this.school = school;
    }

    Brief brief(Reply reply, FactSheet sheet, Client client, @Nullable Found answer, Tables tables) {
        String language = Optional.ofNullable(sheet.client().text("language")).orElse("ru");
        PriceList prices = catalogue.snapshot();
        Map<String, String> common = common(sheet, client, answer, language, prices, tables);
        var parts = new ArrayList<Brief.Part>();
        for (Reply.Part part : reply.parts()) {
            Template template = tables.template(part.template(), language).orElseThrow();
            var values = new HashMap<>(common);
            product(part.product(), prices).ifPresent(product -> sell(product, part.discount(), language, values));
            if (part.content() != null) {
                handOver(part.content(), values);
            }
            parts.add(new Brief.Part(
                    part.template(),
                    template.variants().stream().map(Object::toString).toList(),
                    uses(part.template(), sheet),
                    Map.copyOf(values),
                    template.buttons().stream()
                            .map(button -> new Brief.Button(button.label(), button.data()))
                            .toList()));
        }
        return new Brief(sheet.clientId(), language, List.copyOf(parts));
    }

    private Map<String, String> common(
            FactSheet sheet, Client client, @Nullable Found answer, String language, PriceList prices, Tables tables) {
        var values = new HashMap<String, String>();
        values.put("school", school);
        Names.given(client.name()).ifPresent(given -> values.put("name", given));
        Contacts.of(client).ifPresent(contact -> values.put("contact", contact));
        product(sheet.client().text("lastProduct"), prices).ifPresent(product -> sell(product, 0, language, values));
        for (Product product : prices.products()) {
            values.put("price:" + product.code(), Prices.amount(product, language));
        }
        values.put(
                "prices",
                prices.onSale().stream()
                        // What is free has no price: the trial lesson is spoken of where it is offered.
                        .filter(product -> product.price().signum() > 0)
                        .map(product ->
                                "• " + product.nameIn(language) + " — " + Prices.amountAndUnit(product, language))
                        .collect(Collectors.joining("\n")));
        tables.settings().find("policyLink").ifPresent(link -> values.put("policy_link", link));
        tables.settings().find("reviewLink").ifPresent(link -> values.put("review_link", link));
        Optional.ofNullable(sheet.client().text("promise"))
                .flatMap(library.snapshot()::item)
                .ifPresent(item -> promise(item, values));
        if (answer != null) {
            Prices.fill(answer.entry().answer(), prices, language).ifPresent(text -> values.put("answer", text));
        }
        String level = sheet.client().text("level");
        if (level != null) {
            values.put("level", level);
        }
        sheet.client().codes("interests").stream()
                .sorted()
                .findFirst()
                .ifPresent(
                        interest -> values.put("interest", word(tables.lists().get("interests"), interest, language)));
        return values;
    }

    private static String word(@Nullable CodeList list, String code, String language) {
        if (list == null) {
            return code;
        }
        return language.equals("en") ? list.label(code).en() : list.label(code).ru();
    }

    private static Optional<Product> product(@Nullable String code, PriceList prices) {
        return code == null ? Optional.empty() : prices.product(code);
    }

    private static void sell(Product product, int discount, String language, Map<String, String> values) {
        values.put("product", product.nameIn(language));
        if (product.descriptionIn(language) != null) {
            values.put("product_note", product.descriptionIn(language));
        }
        values.put("price", Prices.amountAndUnit(product, language));
        if (discount > 0) {
            values.put("discount", discount + "\u00a0%");
            values.put("discounted_price", Prices.amount(Prices.at(product, discount), language));
        }
        if (product.url() != null) {
            values.put("link", product.url());
        }
    }

    private static void promise(ContentItem item, Map<String, String> values) {
        values.put("promised", item.title());
        if (item.url() != null) {
            values.put("promised_link", item.url());
        }
    }

    private void handOver(ContentChoice choice, Map<String, String> values) {
        values.put("material", choice.title());
        if (choice.url() != null) {
            values.put("material_link", choice.url());
        }
        Optional<ContentItem> item = library.snapshot().item(choice.id());
        item.map(ContentItem::body).ifPresent(note -> values.put("material_note", note));
    }

    private static int uses(String template, FactSheet sheet) {
        int uses = 0;
        for (EventFact event : sheet.events()) {
            String templates = event.attribute(event.type().equals(Deeds.TOUCHED) ? "template" : "templates");
            boolean isSaid = event.type().equals(Deeds.REPLIED) || event.type().equals(Deeds.TOUCHED);
            if (isSaid
                    && templates != null
                    && Arrays.asList(templates.split(",")).contains(template)) {
                uses++;
            }
        }
        return uses;
    }
}
