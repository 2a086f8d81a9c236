package io.rapport.web.api.content;

import io.rapport.content.Change;
import io.rapport.content.ContentFilter;
import io.rapport.content.ContentItem;
import io.rapport.content.ContentLibrary;
import io.rapport.content.Page;
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
@RequestMapping("/api/v1/content")
@Tag(name = "Content")
class ContentApi {

    private final ContentLibrary library;
    private final Exchange exchange;
    private final ObjectProvider<Vocabulary.Source> vocabularies;
    private final Clock clock;

    ContentApi(ContentLibrary library, Exchange exchange, ObjectProvider<Vocabulary.Source> vocabularies, Clock clock) {
        this.library = library;
        this.exchange = exchange;
        this.vocabularies = vocabularies;
        this.clock = clock;
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

    @GetMapping("/{id}")
    @Operation(summary = "One content item")
    ContentItem one(@PathVariable String id) {
        return Answers.known(library.find(id), id);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Adds a content item; one that exists already is refused")
    ResponseEntity<ContentItem> add(@RequestBody ContentBody body, Locale locale) {
        ContentItem item = acceptable(body.item(null), locale);
        if (library.find(item.id()).isPresent()) {
            throw Answers.exists("id", item.id());
        }
        return Answers.stored(library.put(item, clock.instant()), item);
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Adds or replaces a content item")
    ResponseEntity<ContentItem> put(@PathVariable String id, @RequestBody ContentBody body, Locale locale) {
        ContentItem item = acceptable(body.item(id), locale);
        return Answers.stored(library.put(item, clock.instant()), item);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Removes a content item; one that was ever sent is only switched off")
    Map<String, String> remove(@PathVariable String id) {
        Change change = library.remove(id, clock.instant());
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
                exchange.importContent(file, vocabulary(), strictness, clock.instant()), strictness, locale);
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
        return Answers.file("content.csv", exchange.exportContent());
    }

    private ContentItem acceptable(ContentItem item, Locale locale) {
        Answers.accept(Acceptance.violations(item, vocabulary()), locale);
        return item;
    }

    private Vocabulary vocabulary() {
        return vocabularies.getIfAvailable(() -> Vocabulary::permissive).current();
    }
}
