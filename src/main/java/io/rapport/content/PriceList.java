package io.rapport.content;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All products at one moment, in the order they are shown; never changes. */
public final class PriceList {

    private final List<Product> products;
    private final Map<String, Product> byCode;

    private PriceList(List<Product> products) {
        this.products = List.copyOf(products);
        this.byCode = products.stream().collect(Collectors.toUnmodifiableMap(Product::code, Function.identity()));
    }

    public static PriceList of(List<Product> products) {
        return new PriceList(products);
    }

    /** Everything, also what is no longer sold. */
    public List<Product> products() {
        return products;
    }

    public List<Product> onSale() {
        return products.stream().filter(Product::active).toList();
    }

    /** The one that is sold at this address; the first on show if several are. */
    public Optional<Product> at(String url) {
        return products.stream().filter(product -> url.equals(product.url())).findFirst();
    }

    public Optional<Product> product(String code) {
        return Optional.ofNullable(byCode.get(code));
    }
}
