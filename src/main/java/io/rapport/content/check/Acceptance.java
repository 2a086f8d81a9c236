package io.rapport.content.check;

import io.rapport.content.ContentItem;
import io.rapport.content.KnowledgeEntry;
import io.rapport.content.PriceList;
import io.rapport.content.Prices;
import io.rapport.content.Product;
import java.util.Currency;
import java.util.List;

/** What makes a content item or a product acceptable, whichever way it comes in. */
public final class Acceptance {

    /** A note must fit into one message of any messenger, with room for the link. */
    static final int LONGEST_TEXT = 4000;

    private static final int LONGEST_TITLE = 300;

    private Acceptance() {}

    public static List<Violation> violations(ContentItem item, Vocabulary vocabulary) {
        Checks checks = new Checks(vocabulary);
        checks.id("id", item.id());
        checks.code("type", item.type());
        checks.required("title", item.title(), LONGEST_TITLE);
        checks.url("url", item.url());
        checks.optional("body", item.body(), LONGEST_TEXT);
        checks.codes("tags", item.tags());
        checks.codes("stages", item.stages());
        checks.codes("levels", item.levels());
        checks.codes("interests", item.interests());
        checks.code("language", item.language());
        checks.code("format", item.format());
        if (item.url() == null && item.body() == null) {
            checks.violation(
                    "url",
                    "",
                    "нужна ссылка или текст: иначе отправлять нечего",
                    "a link or a body is needed: there would be nothing to send");
        }
        if (item.validFrom() != null && item.validTo() != null && item.validTo().isBefore(item.validFrom())) {
            checks.violation(
                    "validTo",
                    item.validTo().toString(),
                    "раньше начала, " + item.validFrom(),
                    "before the start, " + item.validFrom());
        }
        return checks.violations();
    }

    public static List<Violation> violations(Product product, Vocabulary vocabulary) {
        Checks checks = new Checks(vocabulary);
        checks.id("code", product.code());
        checks.required("name", product.name(), LONGEST_TITLE);
        checks.optional("nameEn", product.nameEn(), LONGEST_TITLE);
        checks.optional("description", product.description(), LONGEST_TEXT);
        checks.optional("descriptionEn", product.descriptionEn(), LONGEST_TEXT);
        checks.optional("unit", product.unit(), LONGEST_TITLE);
        checks.optional("unitEn", product.unitEn(), LONGEST_TITLE);
        checks.codes("levels", product.levels());
        checks.codes("interests", product.interests());
        checks.url("url", product.url());
        // scales first: the plain digits of 1e999999999 would fill the memory
        if (product.price().signum() < 0
                || product.price().scale() < 0
                || product.price().scale() > 2
                || product.price().precision() - product.price().scale() > 10) {
            checks.violation(
                    "price",
                    product.price().toString(),
                    "от 0 до 9999999999,99, не больше двух знаков после запятой",
                    "from 0 to 9999999999.99, at most two decimal places");
        }
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(product.currency()))) {
            checks.violation(
                    "currency",
                    product.currency(),
                    "код валюты ISO 4217, например RUB",
                    "an ISO 4217 currency code such as RUB");
        }
        return checks.violations();
    }

    /** A price in an answer must exist in the price list, or the answer could not be given. */
    public static List<Violation> violations(KnowledgeEntry entry, Vocabulary vocabulary, PriceList prices) {
        Checks checks = new Checks(vocabulary);
        checks.id("id", entry.id());
        checks.code("language", entry.language());
        checks.required("question", entry.question(), LONGEST_TITLE);
        checks.required("answer", entry.answer(), LONGEST_TEXT);
        checks.codes("tags", entry.tags());
        checks.phrases("phrasings", entry.phrasings(), LONGEST_TITLE);
        for (String code : Prices.codesIn(entry.answer())) {
            if (prices.product(code).isEmpty()) {
                var codes = prices.products().stream().map(Product::code).toList();
                var nearest = Nearest.to(code, codes);
                checks.violation(
                        "answer",
                        "{price:" + code + "}",
                        "нет такого продукта. "
                                + nearest.map(near -> "Может быть, " + near + "? ")
                                        .orElse("")
                                + "Есть: " + String.join(", ", codes),
                        "no such product. "
                                + nearest.map(near -> "Did you mean " + near + "? ")
                                        .orElse("")
                                + "There are: " + String.join(", ", codes));
            }
        }
        if (Prices.hasStrayBrace(entry.answer())) {
            checks.violation(
                    "answer",
                    entry.answer(),
                    "в фигурных скобках может стоять только {price:КОД}",
                    "only {price:CODE} may stand in braces");
        }
        return checks.violations();
    }
}
