package io.rapport.web.api.content;

import io.rapport.content.ContentFilter;
import io.rapport.content.ContentItem;
import io.rapport.content.ContentLibrary;
import io.rapport.content.Page;
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
@RequestMapping("/api/v1/content")
@Tag(name = "Content")
class ContentApi extends ShelfApi<ContentItem, ContentBody> {

    private final ContentLibrary library;
    private final Exchange exchange;

    ContentApi(ContentLibrary library, Exchange exchange, ObjectProvider<Vocabulary.Source> vocabularies, Clock clock) {
        super(library, vocabularies, clock);
        this.library = library;
        this.exchange = exchange;
    }

    @GetMapping
    @Operation(summary = "Content items in the order of ids; by type, tag, whether active, and text")
    Page<ContentItem> list(
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return library.page(new ContentFilter(type, tag, active, q), after, Answers.limit(limit));
    }

    @Override
    String idField() {
        return "id";
    }

    @Override
    String idOf(ContentItem item) {
        return item.id();
    }

    @Override
    ContentItem read(ContentBody body, @Nullable String addressed) {
        return body.item(addressed);
    }

    @Override
    List<Violation> violations(ContentItem item, Vocabulary vocabulary) {
        return Acceptance.violations(item, vocabulary);
    }

    @Override
    ImportReport imported(byte[] file, Vocabulary vocabulary, Strictness strictness, Instant now) {
        return exchange.importContent(file, vocabulary, strictness, now);
    }

    @Override
    String exported() {
        return exchange.exportContent();
    }

    @Override
    String fileName() {
        return "content.csv";
    }
}
