package io.rapport.web.api.content;

import io.rapport.content.ContentItem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A content item as callers write it; what they leave out is blank, anybody, Russian and active. */
@Schema(name = "ContentItemBody")
record ContentBody(
        @Schema(description = "Required when adding; must agree with the address when replacing") @Nullable
        String id,

        @Schema(example = "GUIDE", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String type,

        @Schema(maxLength = 300, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String title,

        @Nullable String url,
        @Schema(maxLength = 4000) @Nullable String body,
        @Nullable List<String> tags,
        @Nullable List<String> stages,
        @Nullable List<String> levels,
        @Nullable List<String> interests,
        @Schema(defaultValue = "ru") @Nullable String language,

        @Schema(example = "PDF", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String format,

        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Schema(defaultValue = "true") @Nullable Boolean active) {

    ContentItem item(@Nullable String addressed) {
        return new ContentItem(
                Given.id("id", id, addressed),
                Given.text(type),
                Given.text(title),
                url,
                body,
                Given.list("tags", tags),
                Given.list("stages", stages),
                Given.list("levels", levels),
                Given.list("interests", interests),
                language == null ? "ru" : language,
                Given.text(format),
                validFrom,
                validTo,
                active == null || active);
    }
}
