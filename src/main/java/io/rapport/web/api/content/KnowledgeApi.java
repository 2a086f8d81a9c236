package io.rapport.web.api.content;

import io.rapport.content.Catalogue;
import io.rapport.content.ContentFilter;
import io.rapport.content.KnowledgeEntry;
import io.rapport.content.Page;
import io.rapport.content.check.Acceptance;
import io.rapport.content.check.Violation;
import io.rapport.content.check.Vocabulary;
import io.rapport.content.exchange.Exchange;
import io.rapport.content.exchange.ImportReport;
import io.rapport.content.exchange.Strictness;
import io.rapport.content.knowledge.Knowledge;
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
@RequestMapping("/api/v1/knowledge")
@Tag(name = "Knowledge")
class KnowledgeApi extends ShelfApi<KnowledgeEntry, KnowledgeBody> {

    private final Knowledge knowledge;
    private final Catalogue catalogue;
    private final Exchange exchange;

    KnowledgeApi(
            Knowledge knowledge,
            Catalogue catalogue,
            Exchange exchange,
            ObjectProvider<Vocabulary.Source> vocabularies,
            Clock clock) {
        super(knowledge, vocabularies, clock);
        this.knowledge = knowledge;
        this.catalogue = catalogue;
        this.exchange = exchange;
    }

    @GetMapping
    @Operation(summary = "Knowledge entries in the order of ids; by language, tag, whether active, and text")
    Page<KnowledgeEntry> list(
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return knowledge.page(new ContentFilter(language, tag, active, q), after, Answers.limit(limit));
    }

    @Override
    String idField() {
        return "id";
    }

    @Override
    String idOf(KnowledgeEntry item) {
        return item.id();
    }

    @Override
    KnowledgeEntry read(KnowledgeBody body, @Nullable String addressed) {
        return body.entry(addressed);
    }

    @Override
    List<Violation> violations(KnowledgeEntry item, Vocabulary vocabulary) {
        return Acceptance.violations(item, vocabulary, catalogue.snapshot());
    }

    @Override
    ImportReport imported(byte[] file, Vocabulary vocabulary, Strictness strictness, Instant now) {
        return exchange.importKnowledge(file, vocabulary, strictness, now);
    }

    @Override
    String exported() {
        return exchange.exportKnowledge();
    }

    @Override
    String fileName() {
        return "knowledge.csv";
    }
}
