package io.rapport.content;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something sold. The price is in whole units of the currency (roubles, not kopecks); 0 means free. Lower ordinals are shown first. */
public record Product(
        String code,
        String name,
        @Nullable String nameEn,
        @Nullable String description,
        @Nullable String descriptionEn,
        BigDecimal price,
        String currency,
        @Nullable String unit,
        @Nullable String unitEn,
        List<String> levels,
        List<String> interests,
        @Nullable String url,
        boolean active,
        int ordinal) {

    public Product {
        code = code.strip();
        name = name.strip();
        nameEn = Texts.orAbsent(nameEn);
        description = Texts.orAbsent(description);
        descriptionEn = Texts.orAbsent(descriptionEn);
        // 7900, 7900.0 and 7900.00 are one price and must be equal
        price = price.signum() == 0 ? BigDecimal.ZERO : price.stripTrailingZeros();
        if (price.scale() < 0 && price.scale() > -15) {
            price = price.setScale(0);
        }
        currency = currency.strip();
        unit = Texts.orAbsent(unit);
        unitEn = Texts.orAbsent(unitEn);
        levels = List.copyOf(levels);
        interests = List.copyOf(interests);
        url = Texts.orAbsent(url);
    }

    /** The same at another price. */
    Product at(BigDecimal other) {
        return new Product(
                code,
                name,
                nameEn,
                description,
                descriptionEn,
                other,
                currency,
                unit,
                unitEn,
                levels,
                interests,
                url,
                active,
                ordinal);
    }

    /** The name in the language, or in Russian where there is no other. */
    public String nameIn(String language) {
        return language.equals("en") && nameEn != null ? nameEn : name;
    }

    public @Nullable String descriptionIn(String language) {
        return language.equals("en") && descriptionEn != null ? descriptionEn : description;
    }

    public @Nullable String unitIn(String language) {
        return language.equals("en") && unitEn != null ? unitEn : unit;
    }
}
