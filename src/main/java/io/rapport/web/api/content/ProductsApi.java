package io.rapport.web.api.content;

import io.rapport.content.Catalogue;
import io.rapport.content.ContentFilter;
import io.rapport.content.Page;
import io.rapport.content.Product;
import io.rapport.content.check.Acceptance;
import io.rapport.content.check.Violation;
import io.rapport.content.check.Vocabulary;
import io.rapport.content.exchange.Exchange;
import io.rapport.content.exchange.ImportReport;
import io.rapport.content.exchange.Strictness;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/products")
@Tag(name = "Products")
class ProductsApi extends ShelfApi<Product, ProductBody> {

    private final Catalogue catalogue;
    private final Exchange exchange;

    ProductsApi(Catalogue catalogue, Exchange exchange, ObjectProvider<Vocabulary.Source> vocabularies, Clock clock) {
        super(catalogue, vocabularies, clock);
        this.catalogue = catalogue;
        this.exchange = exchange;
    }

    @GetMapping
    @Operation(summary = "Products in the order of codes; by whether active, and text")
    Page<Product> list(
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return catalogue.page(new ContentFilter(null, null, active, q), after, Answers.limit(limit));
    }

    @Override
    String idField() {
        return "code";
    }

    @Override
    String idOf(Product item) {
        return item.code();
    }

    @Override
    Product read(ProductBody body, @Nullable String addressed) {
        return body.product(addressed);
    }

    @Override
    List<Violation> violations(Product item, Vocabulary vocabulary) {
        return Acceptance.violations(item, vocabulary);
    }

    @Override
    ImportReport imported(byte[] file, Vocabulary vocabulary, Strictness strictness, Instant now) {
        return exchange.importProducts(file, vocabulary, strictness, now);
    }

    @Override
    String exported() {
        return exchange.exportProducts();
    }

    @Override
    String fileName() {
        return "products.csv";
    }
}
