package io.rapport.web.api.content;

import io.rapport.content.Product;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product as callers write it. */
@Schema(name = "ProductBody")
record ProductBody(
        @Schema(description = "Required when adding; must agree with the address when replacing") @Nullable
        String code,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String name,

        @Nullable String nameEn,
        @Nullable String description,
        @Nullable String descriptionEn,

        @Schema(description = "In whole units of the currency; 0 is free", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        BigDecimal price,

        @Schema(defaultValue = "RUB") @Nullable String currency,
        @Nullable String unit,
        @Nullable String unitEn,
        @Nullable List<String> levels,
        @Nullable List<String> interests,
        @Nullable String url,
        @Schema(defaultValue = "true") @Nullable Boolean active,

        @Schema(description = "Lower is shown first", defaultValue = "0") @Nullable
        Integer ordinal) {

    Product product(@Nullable String addressed) {
        if (price == null) {
            throw new InvalidField("price", "must not be blank");
        }
        return new Product(
                Given.id("code", code, addressed),
                Given.text(name),
                nameEn,
                description,
                descriptionEn,
                price,
                currency == null ? "RUB" : currency,
                unit,
                unitEn,
                Given.list("levels", levels),
                Given.list("interests", interests),
                url,
                active == null || active,
                ordinal == null ? 0 : ordinal);
    }
}
