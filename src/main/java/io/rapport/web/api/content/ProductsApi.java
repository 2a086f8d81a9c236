package io.rapport.web.api.content;

import io.rapport.content.Catalogue;
import io.rapport.content.Change;
import io.rapport.content.ContentFilter;
import io.rapport.content.Page;
import io.rapport.content.Product;
import io.rapport.content.check.Acceptance;
import io.rapport.content.check.Vocabulary;
import io.rapport.content.exchange.Exchange;
import io.rapport.content.exchange.Strictness;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/products")
@Tag(name = "Products")
class ProductsApi {

    private final Catalogue catalogue;
    private final Exchange exchange;
    private final ObjectProvider<Vocabulary.Source> vocabularies;
    private final Clock clock;

    ProductsApi(Catalogue catalogue, Exchange exchange, ObjectProvider<Vocabulary.Source> vocabularies, Clock clock) {
        this.catalogue = catalogue;
        this.exchange = exchange;
        this.vocabularies = vocabularies;
        this.clock = clock;
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

    @GetMapping("/{id}")
    @Operation(summary = "One product")
    Product one(@PathVariable String id) {
        return Answers.known(catalogue.find(id), id);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Adds a product; one that exists already is refused")
    ResponseEntity<Product> add(@RequestBody ProductBody body, Locale locale) {
        Product product = acceptable(body.product(null), locale);
        if (catalogue.find(product.code()).isPresent()) {
            throw Answers.exists("code", product.code());
        }
        return Answers.stored(catalogue.put(product, clock.instant()), product);
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Adds or replaces a product")
    ResponseEntity<Product> put(@PathVariable String id, @RequestBody ProductBody body, Locale locale) {
        Product product = acceptable(body.product(id), locale);
        return Answers.stored(catalogue.put(product, clock.instant()), product);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Removes a product; one that was ever bought or is named in an answer is only switched off")
    Map<String, String> remove(@PathVariable String id) {
        Change change = catalogue.remove(id, clock.instant());
        return Answers.removed(change, id);
    }

    @PostMapping(
            path = "/import",
            consumes = {"text/csv", "text/plain", "application/octet-stream"})
    @Operation(summary = "Adds and replaces by a CSV file: all of it or nothing, with every error at once")
    ResponseEntity<Object> read(
            @RequestBody byte[] file,
            @RequestParam(defaultValue = "false") boolean partial,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Locale locale) {
        Strictness strictness = Answers.strictness(partial, dryRun);
        return Answers.report(
                exchange.importProducts(file, vocabulary(), strictness, clock.instant()), strictness, locale);
    }

    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "The same with the file as the form part \"file\"")
    ResponseEntity<Object> readForm(
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "false") boolean partial,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Locale locale) {
        return read(Answers.bytes(file), partial, dryRun, locale);
    }

    @GetMapping(path = "/export", produces = "text/csv")
    @Operation(summary = "Everything as a CSV file that import reads back unchanged")
    ResponseEntity<byte[]> written() {
        return Answers.file("products.csv", exchange.exportProducts());
    }

    private Product acceptable(Product product, Locale locale) {
        Answers.accept(Acceptance.violations(product, vocabulary()), locale);
        return product;
    }

    private Vocabulary vocabulary() {
        return vocabularies.getIfAvailable(() -> Vocabulary::permissive).current();
    }
}
