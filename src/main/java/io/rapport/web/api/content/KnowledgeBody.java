package io.rapport.web.api.content;

import io.rapport.content.KnowledgeEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A knowledge entry as callers write it. */
@Schema(name = "KnowledgeBody")
record KnowledgeBody(
        @Schema(description = "Required when adding; must agree with the address when replacing") @Nullable
        String id,

        @Schema(defaultValue = "ru") @Nullable String language,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String question,

        @Schema(description = "How clients really ask it, in 3 to 6 different wordings") @Nullable
        List<String> phrasings,

        @Schema(description = "Prices only as {price:CODE}", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String answer,

        @Nullable List<String> tags,
        @Schema(defaultValue = "true") @Nullable Boolean active) {

    KnowledgeEntry entry(@Nullable String addressed) {
        return new KnowledgeEntry(
                Given.id("id", id, addressed),
                language == null ? "ru" : language,
                Given.text(question),
                Given.list("phrasings", phrasings),
                Given.text(answer),
                Given.list("tags", tags),
                active == null || active);
    }
}
