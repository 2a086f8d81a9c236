package io.rapport.web.api.content;

import io.rapport.content.Shelf;
import io.rapport.content.check.Violation;
import io.rapport.content.check.Vocabulary;
import io.rapport.content.exchange.ImportReport;
import io.rapport.content.exchange.Strictness;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;

/**
 * What the three lists of the school have in common over HTTP.
 *
 * @param <T> what is kept
 * @param <B> how callers write it
 */
abstract class ShelfApi<T, B> {

    private final Shelf<T> shelf;
    private final ObjectProvider<Vocabulary.Source> vocabularies;
    private final Clock clock;

    ShelfApi(Shelf<T> shelf, ObjectProvider<Vocabulary.Source> vocabularies, Clock clock) {
        this.shelf = shelf;
        this.vocabularies = vocabularies;
        this.clock = clock;
    }

    /** The field that names one of them, such as {@code id}. */
    abstract String idField();

    abstract String idOf(T item);

    /** @param addressed the id in the address; absent when adding */
    abstract T read(B body, @Nullable String addressed);

    abstract List<Violation> violations(T item, Vocabulary vocabulary);

    abstract ImportReport imported(byte[] file, Vocabulary vocabulary, Strictness strictness, Instant now);

    abstract String exported();

    abstract String fileName();

    @GetMapping("/{id}")
    @Operation(summary = "One of them")
    T one(@PathVariable String id) {
        return Answers.known(shelf.find(id), id);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Adds one; one that exists already is refused")
    ResponseEntity<T> add(@RequestBody B body, Locale locale) {
        T item = acceptable(read(body, null), locale);
        if (shelf.find(idOf(item)).isPresent()) {
            throw Answers.exists(idField(), idOf(item));
        }
        return Answers.stored(shelf.put(item, clock.instant()), item);
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Adds or replaces one")
    ResponseEntity<T> put(@PathVariable String id, @RequestBody B body, Locale locale) {
        T item = acceptable(read(body, id), locale);
        return Answers.stored(shelf.put(item, clock.instant()), item);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Removes one; what history speaks of is only switched off")
    Map<String, String> remove(@PathVariable String id) {
        return Answers.removed(shelf.remove(id, clock.instant()), id);
    }

    @PostMapping(
            path = "/import",
            consumes = {"text/csv", "text/plain", "application/octet-stream"})
    @Operation(summary = "Adds and replaces by a CSV file: all of it or nothing, with every error at once")
    ResponseEntity<Object> importFile(
            @RequestBody byte[] file,
            @RequestParam(defaultValue = "false") boolean partial,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Locale locale) {
        Strictness strictness = Answers.strictness(partial, dryRun);
        return Answers.report(imported(file, vocabulary(), strictness, clock.instant()), strictness, locale);
    }

    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "The same with the file as the form part \"file\"")
    ResponseEntity<Object> importForm(
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "false") boolean partial,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Locale locale) {
        return importFile(Answers.bytes(file), partial, dryRun, locale);
    }

    @GetMapping(path = "/export", produces = "text/csv")
    @Operation(summary = "Everything as a CSV file that import reads back unchanged")
    ResponseEntity<byte[]> export() {
        return Answers.file(fileName(), exported());
    }

    private T acceptable(T item, Locale locale) {
        Answers.accept(violations(item, vocabulary()), locale);
        return item;
    }

    private Vocabulary vocabulary() {
        return vocabularies.getIfAvailable(() -> Vocabulary::permissive).current();
    }
}
