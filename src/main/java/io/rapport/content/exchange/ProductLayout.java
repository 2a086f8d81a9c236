package io.rapport.content.exchange;

import io.rapport.content.Product;
import io.rapport.content.check.Acceptance;
import io.rapport.content.check.Violation;
import io.rapport.content.check.Vocabulary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

record ProductLayout(Vocabulary vocabulary) implements Layout<Product> {

    private static final Column CODE = Column.of("code", "код", "id", "артикул");
    private static final Column NAME = Column.of("name", "название", "title");
    private static final Column NAME_EN = Column.of("name_en", "название en", "название по-английски");
    private static final Column DESCRIPTION = Column.of("description", "описание");
    private static final Column DESCRIPTION_EN = Column.of("description_en", "описание en", "описание по-английски");
    private static final Column PRICE = Column.of("price", "цена", "стоимость");
    private static final Column CURRENCY = Column.of("currency", "валюта");
    private static final Column UNIT = Column.of("unit", "единица", "за что");
    private static final Column UNIT_EN = Column.of("unit_en", "единица en", "за что en");
    private static final Column LEVELS = Column.of("levels", "уровни", "уровень");
    private static final Column INTERESTS = Column.of("interests", "интересы");
    private static final Column URL = Column.of("url", "ссылка", "адрес", "link");
    private static final Column ACTIVE = Column.of("active", "активен", "активно", "включен", "enabled");
    private static final Column ORDINAL = Column.of("ordinal", "порядок", "position");

    @Override
    public List<Column> columns() {
        return List.of(
                CODE,
                NAME,
                NAME_EN,
                DESCRIPTION,
                DESCRIPTION_EN,
                PRICE,
                CURRENCY,
                UNIT,
                UNIT_EN,
                LEVELS,
                INTERESTS,
                URL,
                ACTIVE,
                ORDINAL);
    }

    @Override
    public String key(Product product) {
        return product.code();
    }

    /** Products without an ordinal of their own are shown in the order of the file. */
    @Override
    public Product read(Cells cells, @Nullable Product old, int place) {
        Product before = old == null ? blank(place) : old;
        return new Product(
                cells.text(CODE, ""),
                cells.text(NAME, before.name()),
                cells.optional(NAME_EN, before.nameEn()),
                cells.optional(DESCRIPTION, before.description()),
                cells.optional(DESCRIPTION_EN, before.descriptionEn()),
                cells.amount(PRICE, before.price()),
                cells.textOr(CURRENCY, before.currency()),
                cells.optional(UNIT, before.unit()),
                cells.optional(UNIT_EN, before.unitEn()),
                cells.list(LEVELS, before.levels()),
                cells.list(INTERESTS, before.interests()),
                cells.optional(URL, before.url()),
                cells.flag(ACTIVE, before.active()),
                cells.number(ORDINAL, before.ordinal()));
    }

    /** No price at all is refused, never taken for "free". */
    private static Product blank(int place) {
        BigDecimal none = BigDecimal.ONE.negate();
        return new Product("", "", null, null, null, none, "RUB", null, null, List.of(), List.of(), null, true, place);
    }

    @Override
    public List<String> write(Product product) {
        return List.of(
                product.code(),
                product.name(),
                Objects.toString(product.nameEn(), ""),
                Objects.toString(product.description(), ""),
                Objects.toString(product.descriptionEn(), ""),
                product.price().toPlainString(),
                product.currency(),
                Objects.toString(product.unit(), ""),
                Objects.toString(product.unitEn(), ""),
                String.join(";", product.levels()),
                String.join(";", product.interests()),
                Objects.toString(product.url(), ""),
                String.valueOf(product.active()),
                String.valueOf(product.ordinal()));
    }

    @Override
    public List<Violation> violations(Product product) {
        return Acceptance.violations(product, vocabulary);
    }
}
